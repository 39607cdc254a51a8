import { DAY } from './moment.ts';

/** A silence of all hosts longer than this parts the records of a case. */
const FARTHEST = 365 * DAY;

/** A part with so many records, or so large a share of all, is no clock that was wrong. */
const MANY = 1000;
const SHARE = 0.01;

/** A stretch in which records were written; microseconds since 1970, both ends records. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly records: number;
}

/**
 * The span that the stretches lie in, without few records that stand more than a year from all others: they were written by a clock that was
 * wrong (1970, 2001, 2098), and must not make 50 years blind. Null where there is none.
 */
export function livedSpan(stretches: readonly Stretch[]): { readonly from: number; readonly to: number } | null {
  const parts: { from: number; to: number; records: number }[] = [];
  for (const each of stretches.toSorted((a, b) => a.first - b.first || a.last - b.last)) {
    const part = parts.at(-1);
    if (part && each.first - part.to <= FARTHEST) {
      part.to = Math.max(part.to, each.last);
      part.records += each.records;
    } else parts.push({ from: each.first, to: each.last, records: each.records });
  }
  const all = parts.reduce((sum, part) => sum + part.records, 0);
  const most = Math.max(...parts.map((part) => part.records));
  // Where every part is small, the largest is the case.
  const counted = parts.filter((part) => part.records >= Math.min(MANY, all * SHARE) || part.records === most);
  const [first, last] = [counted[0], counted.at(-1)];
  return first && last ? { from: first.from, to: last.to } : null;
}
