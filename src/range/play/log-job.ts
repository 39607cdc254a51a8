import type { FileSink } from '../file-sink.ts';

/** The logs of one host (or one sensor): a unit of work, whichever worker does it. It draws from nothing but the world. */
export interface LogJob {
  /** Names it; what was written is listed in this order, whatever order it was done in. */
  readonly name: string;
  /** Roughly how long it takes, in any unit: the heaviest is begun first. */
  readonly weight: number;
  /** Writes its files; their paths begin with the host's name. */
  run(sink: FileSink): void;
}
