import { byText } from './order.ts';

/** Microseconds. */
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What two clocks of one network may differ by, and a record may lag behind what it tells. */
export const SKEW = 2 * MINUTE;

interface Placed {
  readonly time: number;
  readonly time_100ns?: number;
  readonly ref: string;
}

/** Orders facts by time, then by the digit below it, then by pointer: any two of them differ. */
export function byMoment(a: Placed, b: Placed): number {
  return a.time - b.time || (a.time_100ns ?? 0) - (b.time_100ns ?? 0) || byText(a.ref, b.ref);
}

/** The last element that is not after `time`, in a list ordered by time; null when there is none. */
export function latestAt<T extends { readonly time: number }>(ordered: readonly T[], time: number): T | null {
  return ordered[countUntil(ordered, time) - 1] ?? null;
}

/** Puts a value into a map of lists. */
export function collect<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The elements of [from, to], in a list ordered by time. */
export function within<T extends { readonly time: number }>(ordered: readonly T[], from: number, to: number): readonly T[] {
  return ordered.slice(countUntil(ordered, from - 1), countUntil(ordered, to));
}

/** How many elements are not after `time`, in a list ordered by time. */
function countUntil(ordered: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.time ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
