import type { Moment } from '../moment.ts';
import type { LogShape, ZeekRecord, ZeekValue } from './log-shape.ts';

/** What a sensor has seen and not yet written, by log. */
export class Capture {
  readonly #records = new Map<LogShape, ZeekRecord[]>();

  /** Records wait until they are written: a connection's until its end. */
  add(shape: LogShape, written: Moment, values: readonly ZeekValue[]): void {
    const records = this.#records.get(shape);
    const record: ZeekRecord = { shape, written, values };
    if (records === undefined) this.#records.set(shape, [record]);
    else records.push(record);
  }

  /** Takes away what is written before a moment, log by log in order of their paths, records in the order in which they are written. */
  drain(before: Moment): (readonly [LogShape, readonly ZeekRecord[]])[] {
    const shapes = [...this.#records.keys()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return shapes.map((shape) => {
      const records = this.#records.get(shape) ?? [];
      const later = records.filter((record) => record.written >= before);
      const now = later.length === 0 ? records : records.filter((record) => record.written < before);
      this.#records.set(shape, later);
      return [shape, now.sort((a, b) => a.written - b.written)] as const;
    });
  }
}
