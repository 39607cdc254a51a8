import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { loadContext, loadOrCreateKey, type NumberPlan } from '../case/index.ts';
import { HardcellError } from '../lib/index.ts';
import { rehearse as rehearseScenario, scenarioNames, sizes, worldRun, type RehearsalSummary, type Size } from '../range/index.ts';
import { jobsOf } from './investigation/options.ts';
import { openProgress } from './progress.ts';
import { addKnobs, knobsFrom, knobsGiven, type RawKnobs } from './rehearsal/knob-options.ts';
import { refuseKeyWithin, refuseWithin, removedUnlessDone } from './rehearsal/out-folder.ts';
import { rehearseFacts, type PlayedFacts } from './rehearsal/played-facts.ts';

interface RehearseOptions extends RawKnobs {
  readonly seed: string;
  readonly size?: Size;
  readonly out: string;
  readonly quiet?: boolean;
  readonly context?: string;
  readonly jobs?: string;
  readonly facts?: boolean;
  readonly key?: string;
  readonly json?: boolean;
}

const SIZES = Object.entries(sizes)
  .map(([name, { hosts, days, subscribers }]) => `  ${name.padEnd(9)}${hosts} hosts, ${days} days, ${subscribers} subscribers`)
  .join('\n');

const SCENARIOS = [...scenarioNames].map(([name, description]) => `  ${name.padEnd(16)}${description}`).join('\n');

const HELP = `
Scenarios:
${SCENARIOS}

Sizes (each number can be given apart):
${SIZES}

Examples:
  hardcell rehearse soft-cell --seed 1 --out rehearsal
  hardcell rehearse soft-cell --seed 7 --dark 0.3 --dark-hosts important --no-dc-logs --out what-if
  hardcell rehearse soft-cell --retention security=30,sysmon=14 --out with-the-logs-we-keep
  hardcell rehearse soft-cell-slow --stealth 3 --goal targets --out slow
  hardcell rehearse quiet --size default --out nothing-happened
  hardcell rehearse soft-cell --seed 3 --facts --out facts-3

Writes evidence/, cdr/, context/ and truth.json below the out folder: log files and nothing else. The same seed and flags give
the same bytes. Investigate it like any other evidence, then measure the case against the truth:
  hardcell investigate rehearsal/evidence --cdr rehearsal/cdr --context rehearsal/context --case C
  hardcell score --case C --truth rehearsal/truth.json
With --facts there is a case in place of log files, with its key beside it:
  hardcell investigate facts-3/evidence --case facts-3/case
  hardcell score --case facts-3/case --truth facts-3/truth.json
Exit code 0: done. 2: wrong usage. 3: failed. What was written is removed where it fails or is interrupted.`;

export function rehearse(program: Command): void {
  const command = program
    .command('rehearse')
    .description('write the logs and call records of a carrier that never existed, with the truth about what happened in it')
    .addHelpText('after', HELP)
    .argument('<scenario>', 'which course of events')
    .requiredOption('--out <dir>', 'a folder that is not there yet, or is empty')
    .option('--seed <n>', 'the same seed gives the same bytes', '1')
    .addOption(new Option('--size <size>', 'how much of everything (small)').choices(Object.keys(sizes)))
    .option('--quiet', 'the same carrier without the intruder')
    .option('--jobs <n>', 'workers (default: one a core); what is written does not depend on it')
    .option('--context <dir>', 'take the number plan from this context folder, in place of the fictional one')
    .option('--facts', 'write the fact tables of a case in place of log files, for many seeds at little cost')
    .option('--key <file>', "with --facts: key of the case's pseudonyms (default: case.key in the out folder)")
    .option('--json', 'one JSON document that lists what was written, and nothing else');
  addKnobs(command).action(async (scenario: string, options: RehearseOptions) => {
    const numbers = numbersFrom(options.context);
    const size = options.size === undefined || options.size === 'small' ? [] : ['size'];
    const [flag] = [...(options.facts ? ['facts'] : []), ...size, ...knobsGiven(options)];
    if (scenario === 'slice' && flag !== undefined) throw new HardcellError('KNOB_OF_SLICE', { flag });
    refuseWithin(options.out);
    const progress = openProgress();
    const request = {
      scenario,
      seed: seedFrom(options.seed),
      quiet: options.quiet === true,
      out: options.out,
      knobs: knobsFrom(options),
      jobs: jobsOf(options.jobs),
      progress: progress.update,
      ...(options.size === undefined ? {} : { size: options.size }),
      ...(numbers === null ? {} : { numbers }),
    };
    if (options.facts) {
      const key = options.key ?? join(options.out, 'case.key');
      refuseKeyWithin(options.out, key);
      // A key that cannot be had is told before anything is written.
      if (options.key !== undefined) loadOrCreateKey({ file: key, caseId: '', caseDir: join(options.out, 'case') });
      const played = await removedUnlessDone(options.out, async () =>
        rehearseFacts(await worldRun(request), options.out, { jobs: request.jobs, key, progress: progress.update }),
      );
      progress.end();
      if (options.json) process.stdout.write(`${JSON.stringify(factsSummary(played, request.seed, scenario))}\n`);
      else process.stderr.write(`${toldFacts(played, options.out)}\n`);
      return;
    }
    const summary = await removedUnlessDone(options.out, () => rehearseScenario(request));
    progress.end();
    if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
    else process.stderr.write(`${told(summary)}\n`);
  });
}

/** The number plan that was asked for; null for the fictional one. A folder without a usable one is an error: other numbers than expected would be written. */
function numbersFrom(folder: string | undefined): NumberPlan | null {
  if (folder === undefined) return null;
  const { numbers, problems } = loadContext(folder);
  if (numbers !== null) return numbers;
  const [broken] = problems.filter((problem) => problem.file.startsWith('numbers.'));
  const cause = broken === undefined ? 'no numbers.yaml' : `${broken.file}:${broken.line ?? 1}: ${broken.reason}`;
  throw new HardcellError('NUMBERS_ABSENT', { cause }, folder);
}

function seedFrom(given: string): number {
  if (!/^-?\d{1,15}$/.test(given)) throw new HardcellError('SEED_INVALID', { seed: `\`${given}\`` });
  return Number(given);
}

function told({ files, windows_records, call_records, operations, accesses, out }: RehearsalSummary): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `${files.length} files, ${(bytes / 1e6).toFixed(0)} MB in ${out}`,
    `${windows_records} Windows records, ${call_records} call records`,
    `the truth: ${operations} operations, ${accesses} accesses to call records (truth.json)`,
  ].join('\n');
}

function factsSummary({ truth, records, callRecords, caseDir }: PlayedFacts, seed: number, scenario: string): Record<string, unknown> {
  const { operations, accesses } = truth;
  return { scenario, seed, case: caseDir, records, call_records: callRecords, operations: operations.length, accesses: accesses.length };
}

function toldFacts({ truth, records, callRecords, caseDir }: PlayedFacts, out: string): string {
  return [
    `facts of ${records} records, and ${callRecords} call records`,
    `the truth: ${truth.operations.length} operations, ${truth.accesses.length} accesses to call records (truth.json)`,
    `go on: hardcell investigate ${join(out, 'evidence')} --case ${caseDir}`,
  ].join('\n');
}
