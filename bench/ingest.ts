/**
 * How fast two workers bring mixed evidence to facts in Parquet, and in how much memory. Prints one table.
 * Run: `node bench/ingest.ts [millions of records …]`; without figures 10 million. The evidence takes about 3 GB for each 10 million records.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeEvidence } from './ingest/evidence.ts';

const sizes = process.argv.slice(2).map(Number);

interface Outcome {
  readonly records: number;
  readonly facts: number;
  readonly readSeconds: number;
  readonly sortSeconds: number;
  /** Of both cores. */
  readonly cpuSeconds: number;
  /** Bytes. */
  readonly peakMemory: number;
  readonly tableBytes: number;
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.padStart(12)).join(' | ')} |`;
}

console.log(row(['records', 'evidence MB', 'facts', 'reading s', 'sorting s', 'cpu s', 'records/s', 'peak MB', 'tables MB']));
console.log(row(Array.from({ length: 9 }, () => '---:')));
for (const millions of sizes.length > 0 ? sizes : [10]) {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-ingest-'));
  try {
    const bytes = await makeEvidence(join(folder, 'evidence'), millions * 1_000_000);
    const run = spawnSync(process.execPath, [join(import.meta.dirname, 'ingest/run.ts'), join(folder, 'evidence'), join(folder, 'case')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') },
    });
    if (run.status !== 0) throw new Error(`the run of ${millions} million ended with ${String(run.status)}`);
    const outcome = JSON.parse(run.stdout) as Outcome;
    const seconds = outcome.readSeconds + outcome.sortSeconds;
    const figures = [outcome.records, bytes / 1e6, outcome.facts, outcome.readSeconds, outcome.sortSeconds, outcome.cpuSeconds];
    console.log(row([...figures, outcome.records / seconds, outcome.peakMemory / 1e6, outcome.tableBytes / 1e6].map(count)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
