import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Piscina } from 'piscina';
import { runStage } from '../../case/index.ts';
import { digestOf } from '../../lib/index.ts';
import { commitShard, compactStage, Tally } from '../../pass/index.ts';
import type { RangeRun, RunResult, RunTask, Truth } from '../../range/index.ts';
import { investigateOptions } from '../investigation/options.ts';
import { openSession, type Session } from '../investigation/session.ts';
import type { FactsResult, FactsSettings, FactsTask } from './facts-task.ts';

/** Shards a worker: several, so that they end together. */
const SHARDS_A_WORKER = 3;

export interface FactsOptions {
  /** Workers; what is written does not depend on it. */
  readonly jobs: number;
  /** Key of the pseudonyms; made where there is none. */
  readonly key: string;
  readonly progress: (text: string) => void;
}

/** What came of it. */
export interface PlayedFacts {
  readonly truth: Truth;
  /** Records of all logs, and of the call-record store. */
  readonly records: number;
  readonly callRecords: number;
  readonly caseDir: string;
}

/**
 * Turns a rehearsal straight into the fact tables of a case, without writing its logs: below `out` lie cdr/, context/, truth.json, the
 * logs of the call-record store, and case/, as if `investigate` had just read all of the evidence. `investigate` goes on from there.
 */
export async function rehearseFacts(range: RangeRun, out: string, options: FactsOptions): Promise<PlayedFacts> {
  const { jobs, key, progress } = options;
  await range.writeContext();
  for (const folder of ['cdr', 'evidence']) mkdirSync(join(out, folder), { recursive: true });
  const caseDir = join(out, 'case');
  const given = { case: caseDir, cdr: join(out, 'cdr'), context: join(out, 'context'), key, jobs: String(jobs) };
  const session = await openSession(investigateOptions([], given), progress);
  // Until all facts are there nobody may go on from this case as if they were.
  session.opened.manifest.set('rehearsing', 'yes');
  const pool = openPool(range, session, jobs);
  try {
    const files = await range.writeRecords(
      (task) => pool.run(task, { name: 'writeRecords' }) as Promise<RunResult>,
      (count) => progress(`call records: ${count}`),
    );
    const answers = await range.answerQuestions();
    const records = await readLogs(range, session, pool, answers, join(out, 'evidence'), jobs);
    progress('sorting facts');
    await runStage(session.opened, session.engine, compactStage(session.opened, session.engine, session.generation));
    const { truth } = await range.writeTruth();
    session.opened.manifest.set('rehearsing', 'done');
    return { truth, records, callRecords: files.reduce((sum, file) => sum + file.records, 0), caseDir };
  } finally {
    await pool.destroy();
    session.close();
  }
}

type Pool = Piscina<FactsTask | RunTask, FactsResult | RunResult>;

function openPool(range: RangeRun, session: Session, threads: number): Pool {
  const pass = {
    rules: session.rules.load.rules,
    context: session.context,
    key: session.key,
    from: null,
    to: null,
    memory: session.workerMemory,
    spill: join(session.opened.paths.temporary, 'spill'),
    tally: Tally.memory(),
  };
  return new Piscina({
    filename: new URL(import.meta.url.endsWith('.ts') ? './facts-worker.ts' : './facts-worker.js', import.meta.url).href,
    workerData: { range: range.settings, pass } satisfies FactsSettings,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 96 },
  });
}

/** Has the workers play and read all logs; returns how many records there were. */
async function readLogs(
  range: RangeRun,
  { opened, generation, masker }: Session,
  pool: Pool,
  answers: ReadonlyMap<number, number>,
  root: string,
  jobs: number,
): Promise<number> {
  opened.manifest.set('unfinished', 'yes');
  opened.manifest.keepGeneration(generation);
  let records = 0;
  const shards = shared(range, jobs).map(async (names, i) => {
    const number = 1 + i;
    const digest = digestOf([generation, ...names], 16);
    const folder = join(opened.paths.temporary, `shard-${digest}`);
    const result = (await pool.run({ names, answers, number, folder }, { name: 'readLogs' })) as FactsResult;
    opened.manifest.addPaths(
      result.paths.map(({ path, sha256, size }) => ({ sha256, root: masker.text(resolve(root)), path: masker.text(path), size })),
    );
    commitShard(opened, { digest, generation, number }, folder, result);
    records += result.files.reduce((sum, file) => sum + file.records, 0);
  });
  await Promise.all(shards);
  return records;
}

/** Deals the logs out to shards of about the same weight, the heaviest first; the heaviest shard is first. */
function shared(range: RangeRun, jobs: number): string[][] {
  const shards = Array.from({ length: jobs * SHARDS_A_WORKER }, () => ({ weight: 0, names: [] as string[] }));
  for (const { name, weight } of range.logNames()) {
    const lightest = shards.reduce((least, shard) => (shard.weight < least.weight ? shard : least));
    lightest.names.push(name);
    lightest.weight += weight;
  }
  return shards
    .filter(({ names }) => names.length > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ names }) => names);
}
