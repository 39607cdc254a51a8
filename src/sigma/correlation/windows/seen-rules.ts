import { withinBounds } from '../bounds.ts';
import type { Bound } from '../correlation.ts';
import type { Fire, Window } from './window.ts';

/** `temporal`: how many of the rules were seen. */
export function seenRules(steps: number, bounds: readonly Bound[], span: number, fire: Fire): Window {
  const last = new Float64Array(steps);
  return {
    begin: () => last.fill(-Infinity),
    add: (_time, until, step) => {
      last[step] = Math.max(last[step] ?? 0, until);
    },
    moment: (time) => {
      let seen = 0;
      for (const until of last) if (until >= time - span) seen += 1;
      if (withinBounds(seen, bounds)) fire(time, time - span);
    },
    end: () => undefined,
  };
}
