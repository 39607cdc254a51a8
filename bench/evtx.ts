/**
 * How many records a second one core reads from Windows event logs: with every field as text, and with the fields that rules are routed by.
 * Prints one table. Run: `node bench/evtx.ts [records]`; EVTX_DUMP names the peer's binary when it is not on PATH.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evtx } from '../src/evidence/evtx/index.ts';
import type { EvidenceFile, RawEvent } from '../src/evidence/reader.ts';
import { writeEvtx } from '../src/range/evtx/index.ts';
import { distinctCopies } from './evtx-copies.ts';
import { busyServer } from './evtx-records.ts';

const SAMPLE = join(import.meta.dirname, '../../shared/data/evtx/robustness/security.evtx');
const ROUTING = ['EventID', 'Channel', 'Computer', 'Provider_Name', 'EventRecordID'];
const wanted = Number(process.argv[2] ?? 500_000);

interface Run {
  readonly records: number;
  readonly perSecond: number;
}

function openFile(path: string): EvidenceFile & { close(): void } {
  const descriptor = openSync(path, 'r');
  return {
    path,
    size: statSync(path).size,
    read: (buffer, position) => readSync(descriptor, buffer, 0, buffer.length, position),
    close: () => closeSync(descriptor),
  };
}

/** Runs of each measurement after one for warming up; the best counts, because whatever else the machine does can only slow one down. */
const ROUNDS = 5;

function measure(path: string, use: (event: RawEvent) => number): Run {
  let best: Run = { records: 0, perSecond: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    const file = openFile(path);
    let records = 0;
    let sum = 0;
    const start = performance.now();
    evtx.read(file, {
      event(event) {
        records++;
        sum += use(event);
      },
      quarantine(item) {
        throw new Error(`${item.code} at ${item.offset}: the bench's input must be whole`);
      },
    });
    const perSecond = (records * 1000) / (performance.now() - start);
    file.close();
    if (sum === 0) throw new Error('nothing was decoded');
    if (round > 0 && perSecond > best.perSecond) best = { records, perSecond };
  }
  return best;
}

function everyField(event: RawEvent): number {
  let length = 0;
  for (const [name, value] of event.fields()) length += name.length + (value === null ? 0 : value.length);
  return length;
}

function routingFields(event: RawEvent): number {
  let length = event.time.tick;
  for (const name of ROUTING) length += event.get(name)?.length ?? 0;
  return length;
}

/** The peer on the same file, one thread, as often; null where it is not installed. */
function peerPerSecond(path: string, records: number): number | null {
  let best = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    const run = spawnSync(process.env['EVTX_DUMP'] ?? 'evtx_dump', ['-t', '1', '-o', 'jsonl', path], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    if (run.status !== 0) return null;
    best = Math.max(best, (records * 1000) / (performance.now() - start));
  }
  return best;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(12))).join(' | ')} |`;
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

function report(name: string, path: string): void {
  const full = measure(path, everyField);
  const routing = measure(path, routingFields);
  const peer = peerPerSecond(path, full.records);
  console.log(
    row([
      name,
      count(full.records),
      count(full.perSecond),
      count(routing.perSecond),
      peer ? count(peer) : '-',
      peer ? (full.perSecond / peer).toFixed(2) : '-',
    ]),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'hardcell-bench-'));
try {
  console.log(row(['input', 'records', 'all fields/s', 'routing/s', 'evtx_dump/s', 'ratio']));
  console.log(row(['---', '---:', '---:', '---:', '---:', '---:']));
  if (existsSync(SAMPLE)) {
    const path = join(folder, 'security.evtx');
    const out = openSync(path, 'w');
    for (const part of distinctCopies(readFileSync(SAMPLE), wanted)) writeSync(out, part);
    closeSync(out);
    report('copies of a real log', path);
    rmSync(path);
  } else {
    console.log('left out: copies of a real log (../shared/data is not there)');
  }
  const made = join(folder, 'made.evtx');
  writeEvtx(made, busyServer(wanted));
  report('made by the range', made);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
