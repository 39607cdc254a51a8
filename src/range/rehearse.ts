import { mkdir, readdir } from 'node:fs/promises';
import type { NumberPlan } from '../case/index.ts';
import { HardcellError } from '../lib/index.ts';
import { fictionalPlan } from './carrier/index.ts';
import type { WrittenFile } from './file-sink.ts';
import { rangeScenarios } from './scenarios/index.ts';
import { knobsOf, rangeScenario, RangeRun, rehearseWorld, type Size } from './run/index.ts';
import { playSlice } from './slice/slice.ts';
import { writeSlice } from './slice/write-slice.ts';
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

/** The one scenario that is no whole carrier: it has one size, and no knobs. */
const SLICE = 'slice';

/** Every scenario with a line on it. */
export const scenarioNames: ReadonlyMap<string, string> = new Map([
  [SLICE, 'three hosts and a warehouse, some weeks, two waves: small enough to read by eye'],
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
  const { files, truth } = scenario === SLICE ? await rehearseSlice(options) : await rehearseWorld(await worldRun(options), options);
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

async function rehearseSlice(options: RehearseOptions): Promise<{ readonly files: readonly WrittenFile[]; readonly truth: Truth }> {
  const { seed, quiet, out } = options;
  const numbers = checked(options);
  await prepare(out);
  const rehearsal = playSlice({ seed, quiet, numbers });
  return { files: await writeSlice(out, rehearsal), truth: rehearsal.truth };
}

/** Draws the carrier that a rehearsal asks for and makes its out folder; nothing is written yet. Throws what `rehearse` throws. */
export async function worldRun(options: RehearseOptions): Promise<RangeRun> {
  const { seed, quiet, out } = options;
  const scenario = rangeScenario(options.scenario);
  const numbers = checked(options);
  const knobs = knobsOf(options.size ?? 'small', scenario.defaults, { ...options.knobs, seed, quiet, numbers });
  await prepare(out);
  options.progress?.('drawing the carrier');
  return new RangeRun(scenario, knobs, out);
}

/** The number plan that is played with. Throws HardcellError for a seed or a plan that cannot be: it must leave room for a block and a subscriber. */
function checked({ seed, numbers: plan = fictionalPlan }: RehearseOptions): NumberPlan {
  if (!Number.isSafeInteger(seed)) throw new HardcellError('SEED_INVALID', { seed });
  const shortest = Math.min(...plan.msisdn_lengths);
  const digits = /^\d+$/.test(plan.country_code) && plan.mcc_mnc.length > 0 && plan.mcc_mnc.every((network) => /^\d{5,6}$/.test(network));
  if (!digits || !(shortest >= plan.country_code.length + 8) || Math.max(...plan.msisdn_lengths) > 15)
    throw new HardcellError('NUMBER_PLAN_UNUSABLE');
  return plan;
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
