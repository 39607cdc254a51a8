import { withinBounds } from '../bounds.ts';
import type { Bound } from '../correlation.ts';
import type { Fire, Window } from './window.ts';

/** `value_count`: how many different values there are. Of more values than any bound asks about the oldest are forgotten: they change nothing. */
export function countedValues(bounds: readonly Bound[], span: number, fire: Fire): Window {
  const most = Math.max(2, ...bounds.map(({ number }) => Math.floor(number) + 2));
  /** When each value was seen last; a map keeps its order. */
  const seen = new Map<number, number>();
  const forgetOldest = (): void => {
    for (const value of seen.keys()) {
      seen.delete(value);
      return;
    }
  };
  return {
    begin: () => seen.clear(),
    add: (time, _until, _step, value) => {
      seen.delete(value);
      seen.set(value, time);
      if (seen.size > most) forgetOldest();
    },
    moment: (time) => {
      for (const [value, last] of seen) {
        if (last >= time - span) break;
        seen.delete(value);
      }
      if (withinBounds(seen.size, bounds)) fire(time, time - span);
    },
    end: () => undefined,
  };
}
