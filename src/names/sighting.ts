import { byText } from '../lib/index.ts';

/** When something was seen, and the least pointer of the records that show it. Times in microseconds since 1970. */
export interface Sighting {
  readonly first: number;
  readonly last: number;
  readonly ref: string | null;
}

/** One row for each key: seen from the earliest on to the latest, as sure as the surest. */
export function joinSightings<T extends Sighting & { readonly confidence: number }>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  const joined = new Map<string, T>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = joined.get(key);
    joined.set(
      key,
      before
        ? {
            ...before,
            confidence: Math.max(before.confidence, row.confidence),
            first: Math.min(before.first, row.first),
            last: Math.max(before.last, row.last),
            ref: leastRef(before.ref, row.ref),
          }
        : row,
    );
  }
  return [...joined.values()];
}

function leastRef(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return byText(a, b) < 0 ? a : b;
}
