import { withinBounds } from '../bounds.ts';
import type { Bound } from '../correlation.ts';
import { PairQueue } from '../pair-queue.ts';
import type { Fire, Window } from './window.ts';

/**
 * `value_sum` and `value_avg`. Nothing is ever subtracted, so that no rounding of values long gone stays behind: the window lies in two
 * parts, of the older one each value is replaced by the sum from it to its end, of the newer one the sum of all is known.
 */
export function summedValues(mean: boolean, bounds: readonly Bound[], span: number, fire: Fire): Window {
  const pairs = new PairQueue();
  let older = 0;
  let newer = 0;
  const forget = (before: number): void => {
    while (pairs.length > 0 && pairs.time(0) < before) {
      if (older === 0) {
        older = pairs.length;
        newer = 0;
        for (let i = older - 2; i >= 0; i--) pairs.setValue(i, pairs.value(i) + pairs.value(i + 1));
      }
      pairs.shift();
      older -= 1;
    }
  };
  return {
    begin: () => {
      pairs.clear();
      older = newer = 0;
    },
    add: (time, _until, _step, value, same) => {
      if (same) return;
      pairs.push(time, value);
      newer += value;
    },
    moment: (time) => {
      forget(time - span);
      const sum = (older > 0 ? pairs.value(0) : 0) + newer;
      if (withinBounds(mean ? sum / pairs.length : sum, bounds)) fire(time, time - span);
    },
    end: () => undefined,
  };
}
