import { join } from 'node:path';
import type { FileSink } from '../file-sink.ts';
import { logJobs } from '../jobs/index.ts';
import { rangeScenario } from './range-scenario.ts';
import { drawWorld } from './draw-world.ts';
import type { RunSettings } from './task.ts';
import { writeBlock, type RecordFile } from '../telephony/index.ts';
import type { LogJob } from '../play/index.ts';
import type { World } from '../world/index.ts';

/** One worker's world, drawn once, and what can be written of it in any order. */
export class Rehearser {
  readonly world: World;
  readonly #settings: RunSettings;
  #jobs: { readonly answers: ReadonlyMap<number, number>; readonly byName: ReadonlyMap<string, LogJob> } | null = null;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    this.world = drawWorld(rangeScenario(settings.scenario), settings.knobs, settings.plan);
  }

  /** Writes one block of call records below the out folder's cdr/, and counts them where the settings say. */
  writeRecords(block: number): Promise<RecordFile> {
    return writeBlock(this.world, block, this.#settings.counts, join(this.#settings.out, 'cdr'));
  }

  /** Writes the logs of one name. `answers`: rows that each question returned, by the number of its act. */
  writeLogs(name: string, answers: ReadonlyMap<number, number>, sink: FileSink): void {
    if (this.#jobs?.answers !== answers) {
      const jobs = logJobs(this.world, this.#settings.counts, answers);
      this.#jobs = { answers, byName: new Map(jobs.map((job) => [job.name, job])) };
    }
    const job = this.#jobs.byName.get(name);
    if (job === undefined) throw new RangeError(`no logs go by the name ${name}`);
    job.run(sink);
  }
}
