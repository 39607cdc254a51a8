/**
 * How fast two workers read event logs, match them against all public rules and store facts and matches, and in how much memory. Prints one table.
 * Run: `node bench/sigma-whole.ts [copies of the attack recordings]`; without a figure 24, which are 198,000 records.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discover } from '../src/evidence/index.ts';
import { distinctCopies } from './evtx-copies.ts';

const DATA = join(import.meta.dirname, '../../shared/data');
const copies = Number(process.argv[2] ?? 24);

interface Outcome {
  readonly records: number;
  readonly readSeconds: number;
  readonly sortSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMemory: number;
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(10))).join(' | ')} |`;
}

/** Records that the file headers of a log's chunks tell. */
function recordsOf(log: Buffer): number {
  let records = 0;
  for (let at = 0x1000; at + 0x10000 <= log.length; at += 0x10000) {
    if (log.toString('latin1', at, at + 7) === 'ElfChnk') records += Number(log.readBigUInt64LE(at + 16) - log.readBigUInt64LE(at + 8)) + 1;
  }
  return records;
}

function write(path: string, log: Buffer, wanted: number): void {
  const out = openSync(path, 'w');
  for (const part of distinctCopies(log, wanted)) writeSync(out, part);
  closeSync(out);
}

function report(name: string, fill: (evidence: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-sigma-'));
  try {
    const evidence = join(folder, 'evidence');
    mkdirSync(evidence);
    fill(evidence);
    const args = [join(import.meta.dirname, 'ingest/run.ts'), evidence, join(folder, 'case'), join(DATA, 'sigma')];
    const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') };
    const started = performance.now();
    const run = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env });
    const seconds = (performance.now() - started) / 1000;
    if (run.status !== 0) throw new Error(`${name}: the run ended with ${String(run.status)}`);
    const { records, readSeconds, sortSeconds, cpuSeconds, peakMemory } = JSON.parse(run.stdout) as Outcome;
    const cells = [count(records), seconds.toFixed(1), readSeconds.toFixed(1), sortSeconds.toFixed(1), cpuSeconds.toFixed(1)];
    console.log(row([name, ...cells, count(records / seconds), count((2 * records) / cpuSeconds), count(peakMemory / 1e6)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (existsSync(join(DATA, 'sigma')) && existsSync(join(DATA, 'evtx'))) {
  console.log(row(['logs', 'records', 'seconds', 'reading', 'sorting', 'cpu s', 'records/s', 'by cpu/s', 'peak MB']));
  console.log(row(['---', ...Array.from({ length: 8 }, () => '---:')]));
  report(`attack recordings × ${copies}`, (evidence) => {
    const files = discover([join(DATA, 'evtx/attack-samples')]).files.filter(({ absolute }) => absolute.endsWith('.evtx'));
    for (const [i, { absolute }] of files.entries()) {
      const log = readFileSync(absolute);
      write(join(evidence, `${i}.evtx`), log, recordsOf(log) * copies);
    }
  });
  report('copies of a Security log', (evidence) => {
    write(join(evidence, 'security.evtx'), readFileSync(join(DATA, 'evtx/robustness/security.evtx')), 500_000);
  });
} else console.log('left out: the public rules and recordings (../shared/data is not there)');
