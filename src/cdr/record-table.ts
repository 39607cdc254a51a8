import type { StoreMapping } from '../case/index.ts';
import { utcOfWall, type Zone } from '../lib/index.ts';
import { identifierColumns } from './store.ts';
import type { StoreLayout } from './store-layout.ts';
import { compactTime, storedTime, type StoredTime } from './stored-time.ts';

/** No key is longer; what is longer is text. */
export const MAX_KEY = 200;

/** SQL names of the n-th stored column: its text, and its value as a time. */
export function columnNames(n: number): { readonly text: string; readonly time: string } {
  return { text: `c${n}`, time: `t${n}` };
}

/** The columns of a store's table with their types, as CREATE TABLE wants them. */
export function tableColumns(layout: StoreLayout): string {
  const stored = layout.columns.flatMap((_, i) => [`${columnNames(i).text} VARCHAR`, `${columnNames(i).time} BIGINT`]);
  const identifiers = identifierColumns.map(([name]) => `"id_${name}" VARCHAR`);
  return ['record_id VARCHAR', '"start" BIGINT', 'loaded BIGINT', 'duration BIGINT', ...identifiers, ...stored].join(', ');
}

/** When all records of a store were loaded, µs of UTC; null when a column says so, or nothing does. */
export function commonLoadTime({ load_time }: StoreMapping, layout: StoreLayout, zone: Zone): number | null {
  return layout.load || load_time === null ? null : utcOf(constantTime(load_time), zone);
}

/** A `load_time` that names no column but is a time itself; null when it is none. */
export function constantTime(text: string): StoredTime | null {
  return storedTime(text) ?? compactTime(text);
}

/** A stored time in µs of UTC; `zone` is that of times without an offset. */
export function utcOf(time: StoredTime | null, zone: Zone): number | null {
  if (!time) return null;
  return time.zoned ? time.us : utcOfWall(zone, time.us);
}
