import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { WrittenFile } from '../file-sink.ts';
import type { Truth } from '../truth.ts';
import type { RangeRun } from './range-run.ts';
import type { RunResult, RunTask } from './task.ts';

export interface RunOptions {
  /** Workers; one a core when absent. What is written does not depend on it. */
  readonly jobs?: number;
  readonly progress?: (text: string) => void;
}

/** Writes evidence/, cdr/, context/ and truth.json of a rehearsal; files in order of paths. */
export async function rehearseWorld(
  range: RangeRun,
  options: RunOptions,
): Promise<{ readonly truth: Truth; readonly files: readonly WrittenFile[] }> {
  const { progress = () => {} } = options;
  const threads = options.jobs ?? availableParallelism();
  const pool = new Piscina<RunTask, RunResult>({
    filename: new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url).href,
    name: 'work',
    workerData: range.settings,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 },
  });
  try {
    const context = await range.writeContext();
    const records = await range.writeRecords(
      (task) => pool.run(task),
      (count) => progress(`call records: ${count}`),
    );
    const answers = await range.answerQuestions();
    const names = range.logNames();
    let done = 0;
    const logs = names.map(async ({ name }) => {
      const files = await pool.run({ task: 'logs', name, answers });
      progress(`logs: ${++done} of ${names.length}`);
      return files;
    });
    const written = (await Promise.all(logs)).flat();
    const { truth, file } = await range.writeTruth();
    return { truth, files: [...context, ...records, ...written, file].sort((a, b) => (a.path < b.path ? -1 : 1)) };
  } finally {
    await pool.destroy();
  }
}
