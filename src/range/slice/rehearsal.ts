import type { NumberPlan } from '../../case/index.ts';
import type { Moment } from '../moment.ts';
import type { Truth } from '../truth.ts';
import type { Machine } from '../windows/index.ts';

/** What the slice is asked for. */
export interface RehearsalRequest {
  readonly seed: number;
  /** The same carrier without anybody intruding. */
  readonly quiet: boolean;
  readonly numbers: NumberPlan;
}

/** The slice as played, ready to be written. Texts by path below their folder. */
export interface Rehearsal {
  /** Machines with event logs of their own. */
  readonly machines: readonly Machine[];
  /** Other logs, below evidence/. */
  readonly evidence: ReadonlyMap<string, string>;
  /** Call records, below cdr/. */
  readonly records: ReadonlyMap<string, string>;
  /** What the carrier knows, below context/. */
  readonly context: ReadonlyMap<string, string>;
  readonly truth: Truth;
  /** When the logs were collected: nothing is dated later. */
  readonly until: Moment;
}
