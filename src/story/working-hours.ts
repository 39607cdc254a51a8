import { DAY, HOUR } from '../lib/index.ts';

/** Hours of the day. */
const HOURS = 24;
/** How evenly hours are spread before anything is known: so many hours seen, in all, at any time of the day. */
const PRIOR = 6;
/** Of an hour that was worked so much counts for itself, the rest for its neighbours: who starts at six may start at seven. */
const ITSELF = 0.5;

/** At which hours of the day somebody was seen at work, by UTC: each hour of each day once, however much was done in it. */
export type WorkingHours = readonly number[];

export function workingHours(times: Iterable<number>): WorkingHours {
  const hours = new Set<number>();
  for (const time of times) hours.add(Math.floor(time / HOUR));
  const counts = Array.from({ length: HOURS }, () => 0);
  for (const hour of hours) {
    const at = ((hour % HOURS) + HOURS) % HOURS;
    for (const [offset, share] of [
      [0, ITSELF],
      [1, (1 - ITSELF) / 2],
      [HOURS - 1, (1 - ITSELF) / 2],
    ] as const) {
      const place = (at + offset) % HOURS;
      counts[place] = (counts[place] ?? 0) + share;
    }
  }
  return counts;
}

export function bothHours(a: WorkingHours, b: WorkingHours): WorkingHours {
  return a.map((count, hour) => count + (b[hour] ?? 0));
}

/**
 * How much likelier it is that one and the same drew these hours than that two did who have nothing to do with each other: the natural logarithm
 * of the ratio, above 0 for the same (Dirichlet-multinomial with an even prior).
 */
export function sameHours(a: WorkingHours, b: WorkingHours): number {
  return evidence(bothHours(a, b)) - evidence(a) - evidence(b);
}

function evidence(counts: WorkingHours): number {
  const each = PRIOR / HOURS;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => sum + logGamma(count + each) - logGamma(each), logGamma(PRIOR) - logGamma(total + PRIOR));
}

/** Stirling's series, after the argument was raised above 7: good to nine digits. */
function logGamma(x: number): number {
  let [value, shift] = [x, 0];
  while (value < 7) shift -= Math.log(value++);
  const inverse = 1 / (value * value);
  return (
    shift +
    (value - 0.5) * Math.log(value) -
    value +
    0.5 * Math.log(2 * Math.PI) +
    (1 / value) * (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680)))
  );
}

/** Microseconds from one time to the nearest of a stretch, in days. */
export function daysApart(time: number, { first, last }: { readonly first: number; readonly last: number }): number {
  return Math.max(0, first - time, time - last) / DAY;
}
