import type { Knobs } from '../world/knobs.ts';
import type { RecordBatch } from './record-batch.ts';
import type { RecordCounts } from './telephony.ts';

const DAY_SECONDS = 86_400;

/** Counts of nothing yet, in shared memory: two bytes a subscriber-day. */
export function newRecordCounts({ subscribers, days }: Pick<Knobs, 'subscribers' | 'days'>): RecordCounts {
  return { days, counts: new Uint16Array(new SharedArrayBuffer(subscribers * days * 2)) };
}

/** Adds a batch's records, each to the day of its start. Several workers may add at once. */
export function countRecords({ days, counts }: RecordCounts, { count, served, start }: RecordBatch): void {
  for (let row = 0; row < count; row++) Atomics.add(counts, (served[row] ?? 0) * days + Math.floor((start[row] ?? 0) / DAY_SECONDS), 1);
}
