import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cache } from './accuracy/cache.ts';
import { measure, type Measured } from './accuracy/measure.ts';
import { tables, writePage } from './accuracy/page.ts';
import { nameOf, runsOf, suites, type Run } from './accuracy/suites.ts';

// Rehearses every scenario with many seeds, investigates each, scores it against the truth, and writes docs/ACCURACY.md.
//   npm run accuracy -- [--only <words of a suite's name>] [--minutes 90] [--workers 2] [--seeds 5] [--print]
// Two rehearsals run at a time; what was measured before with the same program is not measured again.
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    minutes: { type: 'string', default: '90' },
    workers: { type: 'string', default: '2' },
    /** At most so many seeds of each kind. */
    seeds: { type: 'string', default: '20' },
    /** Prints the tables and leaves the page alone. */
    print: { type: 'boolean', default: false },
  },
});
const most = Number(values.seeds);
const chosen = suites
  .filter(
    (suite) =>
      values.only === undefined ||
      nameOf(suite) === values.only ||
      (values.only.endsWith('*') && nameOf(suite).startsWith(values.only.slice(0, -1))),
  )
  .map((suite) => ({ ...suite, tuned: suite.tuned.slice(0, most), reported: suite.reported.slice(0, most) }));
if (chosen.length === 0) throw new Error(`no suite is called so; there are: ${suites.map(nameOf).join('; ')}`);

const cache = new Cache();
const until = Date.now() + Number(values.minutes) * 60_000;
const results = new Map<Run, Measured>();
const runs = runsOf(chosen);
const queue = runs.values();
let failures = 0;

async function work(): Promise<void> {
  for (const run of queue) {
    const name = `${nameOf(run.suite)} seed ${run.seed}`;
    const known = cache.get(run);
    if (known === null && Date.now() > until) continue;
    try {
      const measured = known ?? (await measure(run));
      if (known === null) cache.put(run, measured);
      results.set(run, measured);
      const { hops } = measured.score;
      const took = known === null ? `${(measured.facts_s + measured.investigate_s).toFixed(1)} s` : 'known';
      console.log(`${results.size}/${runs.length} ${name}: hops ${figure(hops.precision)} / ${figure(hops.recall)} (${took})`);
    } catch (error) {
      failures++;
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

await Promise.all(Array.from({ length: Number(values.workers) }, work));
const grouped = chosen.map((suite) => ({
  suite,
  measured: runs.filter((run) => run.suite === suite).flatMap((run) => results.get(run) ?? []),
}));
console.log(`\n${tables(grouped)}`);
const left = runs.length - results.size;
if (!values.print && values.only === undefined) writePage(join(import.meta.dirname, '..', 'docs', 'ACCURACY.md'), grouped);
if (left > 0)
  console.log(`${left} of ${runs.length} not measured (${failures} failed, the rest for want of time): run again, and it goes on`);
process.exitCode = failures > 0 ? 1 : 0;
