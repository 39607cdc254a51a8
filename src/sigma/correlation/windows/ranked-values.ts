import { withinBounds } from '../bounds.ts';
import type { Bound } from '../correlation.ts';
import { PairQueue } from '../pair-queue.ts';
import { SortedValues } from '../sorted-values.ts';
import type { Fire, Window } from './window.ts';

/** `value_percentile`, and `value_median` as the 50th: between two values in proportion, at rank (n − 1) · p / 100 from 0. */
export function rankedValues(percentile: number, bounds: readonly Bound[], span: number, fire: Fire): Window {
  const sorted = new SortedValues();
  const pairs = new PairQueue();
  const forget = (before: number): void => {
    for (; pairs.length > 0 && pairs.time(0) < before; pairs.shift()) sorted.remove(pairs.value(0));
  };
  return {
    begin: () => {
      sorted.clear();
      pairs.clear();
    },
    add: (time, _until, _step, value, same) => {
      if (same) return;
      pairs.push(time, value);
      sorted.add(value);
    },
    moment: (time) => {
      forget(time - span);
      if (withinBounds(percentileOf(sorted, percentile), bounds)) fire(time, time - span);
    },
    end: () => undefined,
  };
}

function percentileOf(sorted: SortedValues, percentile: number): number {
  const rank = ((sorted.size - 1) * percentile) / 100;
  const below = sorted.at(Math.floor(rank));
  const part = rank - Math.floor(rank);
  return part === 0 ? below : below + (sorted.at(Math.floor(rank) + 1) - below) * part;
}
