import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NumberPlan } from '../case/index.ts';
import { HardcellError } from '../lib/index.ts';
import { fictionalPlan } from './carrier/index.ts';
import type { Rehearsal } from './scenario.ts';
import { scenarios } from './scenarios.ts';

/** How to rehearse. */
export interface RehearseOptions {
  /** A name of the registry. */
  readonly scenario: string;
  /** Any whole number; the same one gives the same bytes. */
  readonly seed: number;
  /** The same carrier and background without an intruder. */
  readonly quiet: boolean;
  /** Folder to write to: absent or empty. */
  readonly out: string;
  /** The subscribers' number plan; a fictional one when absent. */
  readonly numbers?: NumberPlan;
}

/** One file that was written. */
export interface RehearsedFile {
  /** Relative to the out folder, with `/`. */
  readonly path: string;
  /** Event records, or lines without a header. */
  readonly records: number;
}

/** What was written, in order of paths. */
export interface RehearsalSummary {
  readonly scenario: string;
  readonly seed: number;
  readonly quiet: boolean;
  readonly out: string;
  readonly files: readonly RehearsedFile[];
  readonly windows_records: number;
  readonly call_records: number;
  readonly operations: number;
  readonly accesses: number;
}

/**
 * Plays a scenario and writes evidence/, cdr/, context/ and truth.json below `out`. Throws HardcellError for an unknown
 * scenario, a seed that is no whole number, an unusable number plan, an out folder that holds something or cannot be written.
 */
export async function rehearse(options: RehearseOptions): Promise<RehearsalSummary> {
  const scenario = scenarios.get(options.scenario);
  if (scenario === undefined)
    throw new HardcellError('SCENARIO_UNKNOWN', { name: options.scenario, known: [...scenarios.keys()].join(', ') });
  if (!Number.isSafeInteger(options.seed)) throw new HardcellError('SEED_INVALID', { seed: options.seed });
  const numbers = options.numbers ?? fictionalPlan;
  checkPlan(numbers);
  await prepare(options.out);
  const rehearsal = scenario({ seed: options.seed, quiet: options.quiet, numbers });
  const files = await write(options.out, rehearsal);
  const sum = (folder: string, extension: string): number =>
    files.filter((file) => file.path.startsWith(folder) && file.path.endsWith(extension)).reduce((total, file) => total + file.records, 0);
  return {
    scenario: options.scenario,
    seed: options.seed,
    quiet: options.quiet,
    out: options.out,
    files,
    windows_records: sum('evidence/', '.evtx'),
    call_records: sum('cdr/', '.csv'),
    operations: rehearsal.truth.operations.length,
    accesses: rehearsal.truth.accesses.length,
  };
}

/** A plan must leave room for a block and a subscriber behind the country code. */
function checkPlan(plan: NumberPlan): void {
  const shortest = Math.min(...plan.msisdn_lengths);
  const digits = /^\d+$/.test(plan.country_code) && plan.mcc_mnc.length > 0 && plan.mcc_mnc.every((network) => /^\d{5,6}$/.test(network));
  if (!digits || !(shortest >= plan.country_code.length + 8) || Math.max(...plan.msisdn_lengths) > 15)
    throw new HardcellError('NUMBER_PLAN_UNUSABLE');
}

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

async function write(out: string, rehearsal: Rehearsal): Promise<RehearsedFile[]> {
  const files: RehearsedFile[] = [];
  for (const machine of rehearsal.machines) {
    const folder = `evidence/${machine.fqdn}`;
    await mkdir(join(out, folder), { recursive: true });
    for (const { file, records } of machine.write(join(out, folder))) files.push({ path: `${folder}/${file}`, records });
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
    files.push({ path, records: countLines(path, text) });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Lines that are records: the header of a table and the directives of a W3C log are none. */
function countLines(path: string, text: string): number {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  return path.startsWith('cdr/') || path === 'context/tickets.csv' ? lines - 1 : lines;
}
