import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contextFiles } from '../context/index.ts';
import type { WrittenFile } from '../file-sink.ts';
import { logJobs } from '../jobs/index.ts';
import { newRecordCounts, recordBlocks } from '../telephony/index.ts';
import type { Truth } from '../truth.ts';
import type { Knobs, RangeScenario, World } from '../world/index.ts';
import { answerQuestions, type Answers } from './answers.ts';
import { drawWorld } from './draw-world.ts';
import type { RunResult, RunSettings, RunTask } from './task.ts';
import { truthOf } from './truth-of.ts';

/** Has a worker do one piece of work. */
export type RunTaskElsewhere = (task: RunTask) => Promise<RunResult>;

/** Logs to be written, the heaviest first: which worker writes which, and in what order, changes nothing of them. */
export interface LogName {
  readonly name: string;
  readonly weight: number;
}

/**
 * One rehearsal as the main thread sees it. Its parts are to be called in this order: context, call records, questions, logs, truth;
 * workers that were given `settings` do the work.
 */
export class RangeRun {
  readonly world: World;
  readonly settings: RunSettings;
  #answers: Answers | null = null;

  /** `out` is there, and empty. */
  constructor(scenario: RangeScenario, knobs: Knobs, out: string) {
    this.world = drawWorld(scenario, knobs);
    this.settings = { scenario: scenario.name, knobs, plan: this.world.plan.memory, counts: newRecordCounts(knobs), out };
  }

  /** What the carrier knows, below context/. */
  async writeContext(): Promise<WrittenFile[]> {
    const files: WrittenFile[] = [];
    for (const [path, text] of contextFiles(this.world)) files.push(await this.#write(`context/${path}`, text));
    return files;
  }

  /** Call records, below cdr/; `progress` is told how many there are so far. */
  async writeRecords(run: RunTaskElsewhere, progress: (records: number) => void): Promise<WrittenFile[]> {
    await mkdir(join(this.settings.out, 'cdr'), { recursive: true });
    const { knobs, span } = this.world;
    let records = 0;
    const blocks = recordBlocks(knobs, span).map(async (_, block) => {
      const files = await run({ task: 'records', block });
      records += files.reduce((sum, file) => sum + file.records, 0);
      progress(records);
      return files;
    });
    return (await Promise.all(blocks)).flat();
  }

  /** Finds what the intruder's questions returned in the call records that were written; returns the rows of each, by the number of its act. */
  async answerQuestions(): Promise<ReadonlyMap<number, number>> {
    this.#answers = await answerQuestions(this.world, join(this.settings.out, 'cdr'));
    return this.#answers.rows;
  }

  logNames(): readonly LogName[] {
    const jobs = logJobs(this.world, this.settings.counts, this.#known().rows);
    return jobs.map(({ name, weight }) => ({ name, weight })).sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  }

  /** The truth, also written to truth.json. */
  async writeTruth(): Promise<{ readonly truth: Truth; readonly file: WrittenFile }> {
    const truth = truthOf(this.world, this.#known());
    return { truth, file: await this.#write('truth.json', `${JSON.stringify(truth)}\n`) };
  }

  #known(): Answers {
    if (this.#answers === null) throw new RangeError('the questions were not answered yet');
    return this.#answers;
  }

  async #write(path: string, text: string): Promise<WrittenFile> {
    const absolute = join(this.settings.out, path);
    await mkdir(dirname(absolute), { recursive: true });
    await writeFile(absolute, text);
    return { path, records: text.split('\n').length - 1, bytes: Buffer.byteLength(text) };
  }
}
