import type { RecordType } from '../carrier/call-record.ts';

/** Record types by number. */
export const recordTypes: readonly RecordType[] = ['MOC', 'MTC', 'SMS-MO', 'SMS-MT', 'GPRS'];
export const MOC = 0;
export const MTC = 1;
export const SMS_MO = 2;
export const SMS_MT = 3;
export const GPRS = 4;

/** Call records in columns, in numbers. Times are whole seconds since the span began. */
export class RecordBatch {
  count = 0;
  served: Int32Array;
  /** See `Party`. */
  other: Int32Array;
  start: Uint32Array;
  duration: Uint32Array;
  cell: Uint16Array;
  type: Uint8Array;
  /** Bytes; of data sessions alone. */
  uplink: Uint32Array;
  downlink: Uint32Array;
  loaded: Uint32Array;

  constructor(room: number) {
    this.served = new Int32Array(room);
    this.other = new Int32Array(room);
    this.start = new Uint32Array(room);
    this.duration = new Uint32Array(room);
    this.cell = new Uint16Array(room);
    this.type = new Uint8Array(room);
    this.uplink = new Uint32Array(room);
    this.downlink = new Uint32Array(room);
    this.loaded = new Uint32Array(room);
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.count + more <= this.served.length) return;
    const room = Math.ceil((this.count + more) * 1.5);
    const larger = new RecordBatch(room);
    larger.served.set(this.served);
    larger.other.set(this.other);
    larger.start.set(this.start);
    larger.duration.set(this.duration);
    larger.cell.set(this.cell);
    larger.type.set(this.type);
    larger.uplink.set(this.uplink);
    larger.downlink.set(this.downlink);
    larger.loaded.set(this.loaded);
    const { count } = this;
    Object.assign(this, larger, { count });
  }

  /** Rows in order of their start; those that start at once as they were drawn. `from`: no start lies before it. */
  inOrder(from: number): Uint32Array {
    const { count, start } = this;
    let order = new Uint32Array(count);
    let next = new Uint32Array(count);
    let latest = 0;
    for (let row = 0; row < count; row++) {
      order[row] = row;
      latest = Math.max(latest, (start[row] ?? 0) - from);
    }
    // A radix sort: two or three passes, where comparing would take nineteen.
    for (let shift = 0; shift === 0 || latest >>> shift > 0; shift += DIGIT) {
      const places = new Uint32Array((1 << DIGIT) + 1);
      const digitOf = (row: number): number => (((start[row] ?? 0) - from) >>> shift) & MASK;
      for (let row = 0; row < count; row++) places[digitOf(row) + 1] = (places[digitOf(row) + 1] ?? 0) + 1;
      for (let digit = 0; digit < MASK; digit++) places[digit + 1] = (places[digit + 1] ?? 0) + (places[digit] ?? 0);
      for (let at = 0; at < count; at++) {
        const row = order[at] ?? 0;
        const digit = digitOf(row);
        const place = places[digit] ?? 0;
        next[place] = row;
        places[digit] = place + 1;
      }
      [order, next] = [next, order];
    }
    return order;
  }
}

const DIGIT = 11;
const MASK = (1 << DIGIT) - 1;
