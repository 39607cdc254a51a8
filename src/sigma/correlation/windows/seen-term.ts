import type { Term } from '../terms.ts';
import { Waiting } from './waiting.ts';
import type { Fire, Window } from './window.ts';

/** One way of a `temporal` condition: all these rules were seen, and none of those within a timespan before or after the moment at which that is so. */
export function seenTerm(steps: number, { seen, absent }: Term, span: number, fire: Fire): Window {
  const last = new Float64Array(steps);
  const waiting = new Waiting(fire);
  let touched = false;
  const within = (step: number, time: number): boolean => (last[step] ?? 0) >= time - span;
  return {
    begin: () => {
      last.fill(-Infinity);
      waiting.clear();
      touched = false;
    },
    add: (time, until, step) => {
      last[step] = Math.max(last[step] ?? 0, until);
      if (seen.includes(step)) touched = true;
      if (!absent.includes(step)) return;
      waiting.release(time - span);
      waiting.clear();
    },
    moment: (time) => {
      waiting.release(time - span);
      const holds = touched && seen.every((step) => within(step, time)) && !absent.some((step) => within(step, time));
      touched = false;
      if (holds && absent.length > 0) waiting.add(time, time - span);
      else if (holds) fire(time, time - span);
    },
    end: () => waiting.release(Infinity),
  };
}
