import { SECOND } from '../../lib/index.ts';
import { median } from '../gaps/ordinary.ts';
import type { Pair } from './pairs.ts';

/** What two hosts' clocks differed by from one moment to another. */
export interface Level {
  /** The first pair's time, and the last one's. */
  readonly first: number;
  readonly last: number;
  /** b's clock less a's: the median of its pairs, microseconds. */
  readonly delta: number;
  /** Half of the pairs lie within this of it. */
  readonly spread: number;
  readonly pairs: number;
  /** Those of its pairs that bear it out, by time. The others are of different things, or of a step with too few pairs to tell. */
  readonly near: readonly Pair[];
}

type Middle = Omit<Level, 'near'>;

/** Fewer pairs tell nothing: one of them may be of another connection with the same ports. */
export const LEAST_PAIRS = 3;
/** Pairs that agree no better than this are of different things. */
const MOST_SPREAD = 60 * SECOND;
/** A smaller step is the delay with which logs are written. */
const LEAST_STEP = SECOND;
/** Of fewer pairs, some agree by chance. */
const DRIFT_PAIRS = 8;
/** A drift is told in so many halvings at most. */
const DEEPEST = 5;

/** The levels between which the difference of two clocks stepped, by time; none where the pairs don't agree. */
export function levelsOf(pairs: readonly Pair[], depth = 0): Level[] {
  const level = levelOf(pairs);
  if (level === null) return [];
  const split = depth < DEEPEST ? splitOf(pairs, level.delta) : null;
  if (split !== null) {
    const [left, right] = [levelOf(pairs.slice(0, split)), levelOf(pairs.slice(split))];
    if (left && right && (isStep(left, right) || isDrift(level, left, right)))
      return [...levelsOf(pairs.slice(0, split), depth + 1), ...levelsOf(pairs.slice(split), depth + 1)];
  }
  return level.spread <= MOST_SPREAD ? [{ ...level, near: nearTo(level, pairs) }] : [];
}

function nearTo({ delta, spread }: Middle, pairs: readonly Pair[]): Pair[] {
  const most = Math.max(LEAST_STEP, 4 * spread);
  return pairs.filter((pair) => Math.abs(pair.delta - delta) <= most);
}

function isStep(left: Middle, right: Middle): boolean {
  return Math.abs(left.delta - right.delta) > Math.max(LEAST_STEP, 4 * (left.spread + right.spread));
}

/** Either half of a drift agrees far better in itself than the whole does. */
function isDrift(whole: Middle, left: Middle, right: Middle): boolean {
  const enough = Math.min(left.pairs, right.pairs) >= DRIFT_PAIRS;
  return enough && whole.spread > LEAST_STEP && Math.max(left.spread, right.spread) < 0.7 * whole.spread;
}

function levelOf(pairs: readonly Pair[]): Middle | null {
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last || pairs.length < LEAST_PAIRS) return null;
  const delta = median(pairs.map((pair) => pair.delta));
  return {
    first: first.time,
    last: last.time,
    delta,
    spread: median(pairs.map((pair) => Math.abs(pair.delta - delta))),
    pairs: pairs.length,
  };
}

/**
 * Where the differences most clearly lie above the middle on one side and below it on the other: the extreme of the running sum of their signs,
 * less their mean. It asks nothing of how the differences are distributed. Null where either side would have too few.
 */
function splitOf(pairs: readonly Pair[], middle: number): number | null {
  const signs = pairs.map((pair) => Math.sign(pair.delta - middle));
  const mean = signs.reduce((total, sign) => total + sign, 0) / signs.length;
  let sum = 0;
  let most = 0;
  let at = 0;
  signs.forEach((sign, index) => {
    sum += sign - mean;
    if (Math.abs(sum) > most + 1e-9) {
      most = Math.abs(sum);
      at = index + 1;
    }
  });
  return at < LEAST_PAIRS || pairs.length - at < LEAST_PAIRS ? null : at;
}
