import type { Moment } from '../moment.ts';
import type { LogSource } from './knobs.ts';

/** Which logs were there to be collected. */
export interface Keeping {
  /** The first true time from which records of this log exist; null when there is no such log at all. */
  keptFrom(host: number, source: LogSource): Moment | null;
  /** Whether a record of that log and true time was collected: kept, young enough, not cleared away. */
  keeps(host: number, source: LogSource, at: Moment): boolean;
  /** Times at which the intruder cleared a host's log: everything before is gone, and the log begins with the record of it. */
  clearedAt(host: number, source: LogSource): Moment | null;
}
