/**
 * What the last timespan of one group holds, as far as a condition needs it. Times are in units of 100 ns since any base; events come in
 * the order of their times. What fires is told in the order of the times.
 */
export interface Window {
  /** Forgets everything: another group begins. */
  begin(): void;
  /** One event; `until` is later than `time` for an event that lasts. `same`: it is the record of the event before, matched by another rule. */
  add(time: number, until: number, step: number, value: number, same: boolean): void;
  /** Every event of this time was added. */
  moment(time: number): void;
  /** The group has no more events. */
  end(): void;
}

/** Tells that the window that ends at `time` meets the condition; what stands behind it begins at `from` or later. */
export type Fire = (time: number, from: number) => void;
