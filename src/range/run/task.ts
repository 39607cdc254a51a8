import type { WrittenFile } from '../file-sink.ts';
import type { PlanMemory } from '../plan/index.ts';
import type { RecordCounts } from '../telephony/index.ts';
import type { Knobs } from '../world/index.ts';

/** What every worker of one rehearsal is given; structured-cloneable, with the plan and the counts in shared memory. */
export interface RunSettings {
  readonly scenario: string;
  readonly knobs: Knobs;
  readonly plan: PlanMemory;
  readonly counts: RecordCounts;
  /** The out folder. */
  readonly out: string;
}

/** One piece of work: a block of call records, or the logs of one name. */
export type RunTask =
  | { readonly task: 'records'; readonly block: number }
  | {
      readonly task: 'logs';
      readonly name: string;
      /** Rows that each question returned, by the number of its act. */
      readonly answers: ReadonlyMap<number, number>;
    };

/** What came of it; paths below the out folder. */
export type RunResult = readonly WrittenFile[];
