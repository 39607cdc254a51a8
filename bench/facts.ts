/**
 * What a fact costs: microseconds of processor time a record, read only and read with its facts extracted and masked. Prints one table.
 * Run: `node bench/facts.ts [records]`. Times are those of the process, so that what else the machine does counts little.
 */
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columnDomains, createMasker } from '../src/case/index.ts';
import { openEvidenceFile, readerFor, type RawEvent } from '../src/evidence/index.ts';
import { extractFacts } from '../src/facts/index.ts';
import { writeEvtx } from '../src/range/evtx/index.ts';
import { distinctCopies } from './evtx-copies.ts';
import { busyServer } from './evtx-records.ts';

const DATA = join(import.meta.dirname, '../../shared/data');
const wanted = Number(process.argv[2] ?? 100_000);
const ROUNDS = 5;

const masker = createMasker({
  key: new Uint8Array(32).fill(7),
  plan: { country_code: '999', national_prefix: '0', msisdn_lengths: [11, 12], mcc_mnc: ['00101'] },
  columns: columnDomains([]),
});

/** Facts of a record; the host is worked out by the caller, once a log. */
function factsOf(event: RawEvent): number {
  return extractFacts(event, { host: 'srv01.carrier.example', masker, store: null, evidencePath: 'bench', hostRaw: null, channel: null })
    .length;
}

/** Processor time of this process in microseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Reads a file and gives each record to `use`; the best of several rounds. */
function measure(path: string, use: (event: RawEvent) => number): { records: number; sum: number; micros: number } {
  let best = { records: 0, sum: 0, micros: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    const file = openEvidenceFile({ absolute: path }, 'bench', null);
    const count = { records: 0, sum: 0 };
    const start = spent();
    readerFor(file)?.read(file, {
      event(event) {
        count.records++;
        count.sum += use(event);
      },
      quarantine: () => undefined,
    });
    const micros = (spent() - start) / Math.max(1, count.records);
    file.close();
    if (micros < best.micros) best = { ...count, micros };
  }
  return best;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell, i) => (i === 0 ? String(cell).padEnd(28) : String(cell).padStart(14))).join(' | ')} |`;
}

function report(name: string, path: string): void {
  const bare = measure(path, (event) => event.get('EventID')?.length ?? 0);
  const full = measure(path, factsOf);
  const alone = full.micros - bare.micros;
  const facts = full.sum / full.records;
  console.log(row([name, full.records, facts.toFixed(2), bare.micros.toFixed(2), full.micros.toFixed(2), (alone / facts).toFixed(2)]));
}

function write(path: string, parts: Iterable<Buffer>): string {
  const out = openSync(path, 'w');
  for (const part of parts) writeSync(out, part);
  closeSync(out);
  return path;
}

const folder = mkdtempSync(join(tmpdir(), 'hardcell-bench-'));
try {
  console.log(row(['input', 'records', 'facts a record', 'read, µs', 'with facts, µs', 'a fact, µs']));
  console.log(row(['---', '---:', '---:', '---:', '---:', '---:']));
  const made = join(folder, 'made.evtx');
  writeEvtx(made, busyServer(wanted));
  report('logons and processes', made);
  const log = join(DATA, 'evtx/robustness/security.evtx');
  const web = join(DATA, 'web/Tunna_rdp_tunnel_IIS.log');
  if (existsSync(log)) report('copies of a Security log', write(join(folder, 'copies.evtx'), distinctCopies(readFileSync(log), wanted)));
  else console.log('left out: copies of a Security log (../shared/data is not there)');
  if (existsSync(web)) {
    const lines = readFileSync(web);
    report(
      'copies of an IIS log',
      write(
        join(folder, 'iis.log'),
        Array.from({ length: Math.ceil(wanted / 4298) }, () => lines),
      ),
    );
  } else console.log('left out: copies of an IIS log (../shared/data is not there)');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
