import { DAY } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Span } from '../world/index.ts';
import type { Stretch } from './clock.ts';

/** Waves as they are meant to be, in days. */
export interface Pattern {
  /** Quiet days before the first wave, in which the carrier's habits show. */
  readonly lead: number;
  /** Length of each wave. */
  readonly lengths: readonly number[];
  /** Silence between one wave and the next: one fewer than waves. */
  readonly gaps: readonly number[];
  /** Days after the last wave. */
  readonly tail: number;
}

/** Shortest a wave can be. */
const LEAST_DAYS = 3;
/** Share of the silence after it that a wave may take where it has not yet got what it came for. */
const DRAWN_OUT = 0.3;

/**
 * Lays waves into a span. Where there is time enough, they are as long and as far apart as the pattern says, and lie anywhere in the
 * span; where there is not, everything shrinks in proportion, and waves keep at least three days (or their share of a very short span).
 */
export function layWaves(random: Random, span: Span, pattern: Pattern): Stretch[] {
  const { lead, lengths, gaps, tail } = pattern;
  const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
  const wanted = lead + sum(lengths) + sum(gaps) + tail;
  const shrink = Math.min(1, span.days / wanted);
  const least = Math.min(LEAST_DAYS, (span.days * 0.4) / lengths.length);
  const waves = lengths.map((length) => Math.max(least, length * shrink));
  const rest = span.days - sum(waves);
  const others = lead + sum(gaps) + tail;
  const stretch = Math.min(1, rest / others);
  const spare = rest - others * stretch;
  let day = lead * stretch + random.between(0, spare * 0.7);
  return waves.map((length, i) => {
    const from = span.from + Math.round(day * DAY);
    const to = from + Math.round(length * DAY);
    const silence = (gaps[i] ?? 0) * stretch;
    day += length + silence;
    return { from, to, latest: to + Math.round(Math.min(silence * DRAWN_OUT, length) * DAY) };
  });
}
