import { Waiting } from './waiting.ts';
import type { Fire, Window } from './window.ts';

/** Several windows of which any may fire, told in the order of the times although some must wait for up to a timespan. */
export function anyOf(make: readonly ((fire: Fire) => Window)[], span: number, fire: Fire): Window {
  const [only] = make;
  if (make.length === 1 && only !== undefined) return only(fire);
  const waiting = new Waiting(fire);
  const windows = make.map((one) => one((time, from) => waiting.add(time, from)));
  return {
    begin: () => {
      waiting.clear();
      for (const window of windows) window.begin();
    },
    add: (...event) => {
      for (const window of windows) window.add(...event);
    },
    moment: (time) => {
      for (const window of windows) window.moment(time);
      waiting.release(time - span);
    },
    end: () => {
      for (const window of windows) window.end();
      waiting.release(Infinity);
    },
  };
}
