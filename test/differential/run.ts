/**
 * Holds the Sigma engine to an evaluator that is written from the specification alone: every public rule and every rule of Hardcell's own against 50,000 records
 * of real data, once without logsources, so that each rule meets each event, and once as the logsource data leads one to the other; and a million generated pairs.
 * Prints counts; exits 1 with the first differences. Run: `npm run differential -- [--seed 1] [--thin 10] [--pairs 1000000] [--workers 2]`.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Part, PartResult, Setting } from './part.ts';

const { values } = parseArgs({
  options: {
    /** Which records are taken, and which pairs are made. */
    seed: { type: 'string', default: '1' },
    /** One in so many of the 50,000 records: for a quick look. */
    thin: { type: 'string', default: '1' },
    pairs: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '2' },
  },
});
const workers = Number(values.workers);
const setting: Setting = { seed: Number(values.seed), thin: Number(values.thin), pairs: Number(values.pairs), workers };
const began = performance.now();
console.log(`seed ${setting.seed}, ${workers} workers`);

const parts = await Promise.all(Array.from({ length: workers }, (_, worker) => partOf(worker)));
let differences = 0;
for (const name of ['without logsources', 'by logsource', 'generated'] as const) {
  const results = parts.flatMap((part) => part.filter((result) => result.name === name));
  if (results.length === 0) continue;
  const sum = (of: (result: PartResult) => number): string => results.reduce((all, result) => all + of(result), 0).toLocaleString('en');
  const found = results.flatMap((result) => result.differences);
  differences += found.length;
  console.log(
    `${name}: ${sum(({ events }) => events)} events, ${sum(({ pairs }) => pairs)} pairs, ${sum(({ matches }) => matches)} matches, ${found.length} differences`,
  );
  for (const { rule, event, engine, naive } of found.slice(0, 10)) {
    console.log(`\nengine ${said(engine)}, specification ${said(naive)}\n${rule}\n${event}`);
  }
}
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exitCode = differences > 0 ? 1 : 0;

function said(matches: boolean): string {
  return matches ? 'matches' : 'does not match';
}

function partOf(worker: number): Promise<readonly PartResult[]> {
  const part: Part = { ...setting, worker };
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: part });
    thread.on('message', (results: readonly PartResult[]) => resolve(results));
    thread.on('error', reject);
  });
}
