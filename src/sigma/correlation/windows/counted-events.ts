import { withinBounds } from '../bounds.ts';
import type { Bound } from '../correlation.ts';
import { TimeQueue } from '../time-queue.ts';
import type { Fire, Window } from './window.ts';

/** `event_count`: how many events there are; a record that several rules matched is one. Only as many are held as a bound asks about. */
export function countedEvents(bounds: readonly Bound[], span: number, fire: Fire): Window {
  const times = new TimeQueue(Math.max(2, ...bounds.map(({ number }) => Math.floor(number) + 2)));
  return {
    begin: () => times.begin(),
    add: (time, _until, _step, _value, same) => {
      if (!same) times.push(time);
    },
    moment: (time) => {
      times.forget(time - span);
      if (withinBounds(times.count - times.countBefore(time - span), bounds)) fire(time, time - span);
    },
    end: () => undefined,
  };
}
