/**
 * How fast one core reads each text format: the wanted fields only, and all the way to facts, masked. Prints one table.
 * Run: `node bench/readers.ts [part of a case's name] [megabytes]`. A case is an element of `cases` in a file of bench/readers.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMasker } from '../src/case/index.ts';
import type { EvidenceFile, RawEvent } from '../src/evidence/reader.ts';
import { extractFacts } from '../src/facts/index.ts';
import { everyCase } from './readers/every-case.ts';
import type { ReaderCase } from './readers/reader-case.ts';

const only = (process.argv[2] ?? '').toLowerCase();
const megabytes = Number(process.argv[3] ?? 200);
/** Runs of each measurement after one for warming up; the best counts, because whatever else the machine does can only slow one down. */
const ROUNDS = 3;

interface Measured {
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
}

/** Writes a log of the wanted size. */
function write(path: string, { pieces }: ReaderCase): void {
  const out = openSync(path, 'w');
  let waiting: string[] = [];
  let length = 0;
  let written = 0;
  for (const piece of pieces()) {
    waiting.push(piece);
    length += piece.length;
    if (length < 1 << 20) continue;
    written += writeSync(out, waiting.join(''));
    waiting = [];
    length = 0;
    if (written >= megabytes * 1e6) break;
  }
  closeSync(out);
}

function measure(path: string, { reader }: ReaderCase, use: (event: RawEvent) => number): Measured {
  let best = { megabytesPerSecond: 0, recordsPerSecond: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    const descriptor = openSync(path, 'r');
    const size = statSync(path).size;
    const file: EvidenceFile = { path, size, read: (buffer, position) => readSync(descriptor, buffer, 0, buffer.length, position) };
    let records = 0;
    let sum = 0;
    const start = performance.now();
    reader.read(file, {
      event(event) {
        records++;
        sum += use(event);
      },
      quarantine(item) {
        throw new Error(`${item.code} at ${item.offset}: the bench's input must be whole`);
      },
    });
    const seconds = (performance.now() - start) / 1000;
    closeSync(descriptor);
    if (sum === 0) throw new Error('nothing was read');
    if (round > 0 && records / seconds > best.recordsPerSecond)
      best = { megabytesPerSecond: size / 1e6 / seconds, recordsPerSecond: records / seconds };
  }
  return best;
}

const masker = createMasker({
  key: new Uint8Array(32).fill(7),
  plan: { country_code: '999', national_prefix: '0', msisdn_lengths: [11, 12], mcc_mnc: ['00101'] },
  columns: new Map([['a_number', 'msisdn']]),
});
const scope = { host: 'web01.corp.example', masker, store: null, evidencePath: 'bench.log' };

function toFacts(event: RawEvent): number {
  let columns = 0;
  for (const { values } of extractFacts(event, scope)) columns += values.length;
  return columns + 1;
}

function wantedFields(wanted: readonly string[]): (event: RawEvent) => number {
  return (event) => {
    let length = event.time.digits + 1;
    for (const name of wanted) length += event.get(name)?.length ?? 0;
    return length;
  };
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(28) : cell.padStart(14))).join(' | ')} |`;
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

const folder = mkdtempSync(join(tmpdir(), 'hardcell-bench-'));
try {
  console.log(row(['format', 'wanted MB/s', 'records/s', 'to facts MB/s', 'records/s']));
  console.log(row(['---', '---:', '---:', '---:', '---:']));
  for (const one of await everyCase(only)) {
    const path = join(folder, 'input.log');
    write(path, one);
    const wanted = measure(path, one, wantedFields(one.wanted));
    const facts = measure(path, one, toFacts);
    const cells = [wanted, facts].flatMap((run) => [count(run.megabytesPerSecond), count(run.recordsPerSecond)]);
    console.log(row([one.name, ...cells]));
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
