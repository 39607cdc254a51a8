import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NumberPlan } from '../case/index.ts';
import { HardcellError } from '../lib/index.ts';
import { fictionalPlan } from './carrier/index.ts';
import type { WrittenFile } from './file-sink.ts';
import { rangeScenarios } from './scenarios/index.ts';
import { knobsOf, rangeScenario, RangeRun, rehearseWorld, type Size } from './run/index.ts';
import type { Rehearsal } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import type { Truth } from './truth.ts';
import type { Knobs } from './world/index.ts';

/** How to rehearse. */
export interface RehearseOptions {
  /** A name of `scenarioNames`. */
  readonly scenario: string;
  /** Any whole number; the same one gives the same bytes. */
  readonly seed: number;
  /** The same carrier and background without an intruder. */
  readonly quiet: boolean;
  /** Folder to write to: absent or empty. */
  readonly out: string;
  /** The subscribers' number plan; a fictional one when absent. */
  readonly numbers?: NumberPlan;
  /** How large the carrier is (`slice` has one size only), and what of it is to be otherwise. */
  readonly size?: Size;
  readonly knobs?: Partial<Knobs>;
  /** Workers; one a core when absent. What is written does not depend on it. */
  readonly jobs?: number;
  readonly progress?: (text: string) => void;
}

/** What was written, files in order of paths. */
export interface RehearsalSummary {
  readonly scenario: string;
  readonly seed: number;
  readonly quiet: boolean;
  readonly out: string;
  readonly files: readonly WrittenFile[];
  readonly windows_records: number;
  readonly call_records: number;
  readonly operations: number;
  readonly accesses: number;
}

/** Every scenario with a line on it. */
export const scenarioNames: ReadonlyMap<string, string> = new Map([
  ['slice', 'three hosts and a warehouse, some weeks, two waves: small enough to read by eye'],
  ...rangeScenarios.map(({ name, description }) => [name, description] as const),
]);

/**
 * Plays a scenario and writes evidence/, cdr/, context/ and truth.json below `out`. Throws HardcellError for an unknown
 * scenario, a seed that is no whole number, a knob out of its range, an unusable number plan, an out folder that holds something
 * or cannot be written.
 */
export async function rehearse(options: RehearseOptions): Promise<RehearsalSummary> {
  const { scenario, seed, quiet, out } = options;
  if (!scenarioNames.has(scenario))
    throw new HardcellError('SCENARIO_UNKNOWN', { name: scenario, known: [...scenarioNames.keys()].join(', ') });
  if (!Number.isSafeInteger(seed)) throw new HardcellError('SEED_INVALID', { seed });
  const numbers = options.numbers ?? fictionalPlan;
  checkPlan(numbers);
  const { files, truth } = await play(options, numbers);
  const sum = (folder: string, extension: RegExp): number =>
    files.filter(({ path }) => path.startsWith(folder) && extension.test(path)).reduce((total, file) => total + file.records, 0);
  return {
    scenario,
    seed,
    quiet,
    out,
    files,
    windows_records: sum('evidence/', /\.evtx$/),
    call_records: sum('cdr/', /\.(csv|parquet)$/),
    operations: truth.operations.length,
    accesses: truth.accesses.length,
  };
}

async function play(
  options: RehearseOptions,
  numbers: NumberPlan,
): Promise<{ readonly files: readonly WrittenFile[]; readonly truth: Truth }> {
  const { seed, quiet, out } = options;
  const small = scenarios.get(options.scenario);
  if (small === undefined) return rehearseWorld(await worldRun(options), options);
  await prepare(out);
  const rehearsal = small({ seed, quiet, numbers });
  return { files: await write(out, rehearsal), truth: rehearsal.truth };
}

/** Draws the carrier that a rehearsal asks for and makes its out folder; nothing is written yet. Throws what `rehearse` throws. */
export async function worldRun(options: RehearseOptions): Promise<RangeRun> {
  const { seed, quiet, out } = options;
  const scenario = rangeScenario(options.scenario);
  if (!Number.isSafeInteger(seed)) throw new HardcellError('SEED_INVALID', { seed });
  const numbers = options.numbers ?? fictionalPlan;
  checkPlan(numbers);
  const knobs = knobsOf(options.size ?? 'small', scenario.defaults, { ...options.knobs, seed, quiet, numbers });
  await prepare(out);
  options.progress?.('drawing the carrier');
  return new RangeRun(scenario, knobs, out);
}

/** A plan must leave room for a block and a subscriber behind the country code. */
function checkPlan(plan: NumberPlan): void {
  const shortest = Math.min(...plan.msisdn_lengths);
  const digits = /^\d+$/.test(plan.country_code) && plan.mcc_mnc.length > 0 && plan.mcc_mnc.every((network) => /^\d{5,6}$/.test(network));
  if (!digits || !(shortest >= plan.country_code.length + 8) || Math.max(...plan.msisdn_lengths) > 15)
    throw new HardcellError('NUMBER_PLAN_UNUSABLE');
}

/** Makes the out folder. Throws HardcellError where it holds something or cannot be made. */
async function prepare(out: string): Promise<void> {
  let found: string[];
  try {
    await mkdir(out, { recursive: true });
    found = await readdir(out);
  } catch (cause) {
    throw new HardcellError('OUT_NOT_WRITABLE', { cause: cause instanceof Error ? cause.message : String(cause) }, out, { cause });
  }
  if (found.length > 0) throw new HardcellError('OUT_NOT_EMPTY', {}, out);
}

async function write(out: string, rehearsal: Rehearsal): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const machine of rehearsal.machines) {
    const folder = `evidence/${machine.fqdn}`;
    await mkdir(join(out, folder), { recursive: true });
    for (const { file, records, bytes } of machine.write(join(out, folder))) files.push({ path: `${folder}/${file}`, records, bytes });
  }
  const texts = [
    ...[...rehearsal.evidence].map(([path, text]) => [`evidence/${path}`, text] as const),
    ...[...rehearsal.records].map(([path, text]) => [`cdr/${path}`, text] as const),
    ...[...rehearsal.context].map(([path, text]) => [`context/${path}`, text] as const),
    ['truth.json', `${JSON.stringify(rehearsal.truth, null, 1)}\n`] as const,
  ];
  for (const [path, text] of texts) {
    await mkdir(join(out, dirname(path)), { recursive: true });
    await writeFile(join(out, path), text);
    files.push({ path, records: countLines(path, text), bytes: Buffer.byteLength(text) });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Lines that are records: the header of a table and the directives of a W3C log are none. */
function countLines(path: string, text: string): number {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  return path.startsWith('cdr/') || path === 'context/tickets.csv' ? lines - 1 : lines;
}
