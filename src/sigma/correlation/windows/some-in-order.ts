import { withinBounds } from '../bounds.ts';
import type { Bound } from '../correlation.ts';
import { Chain } from './chain.ts';
import { MomentRecords } from './moment-records.ts';
import { Lasting } from './ordered-rules.ts';
import type { Fire, Window } from './window.ts';

/** `temporal_ordered` with a count: how many of the rules were seen in the order of the list. Each selection of them is followed on its own. */
export function someInOrder(rules: number, bounds: readonly Bound[], span: number, fire: Fire): Window {
  const selections = Array.from({ length: 2 ** rules - 1 }, (_, i) => bitsOf(i + 1, rules));
  const chains = selections.map((steps) => ({ steps, chain: new Chain({ steps, forbidden: [...steps, 0].map(() => 0) }, span) }));
  const records = new MomentRecords(rules);
  const lasting = new Lasting(rules);
  return {
    begin: () => {
      records.clear();
      lasting.clear();
      for (const { chain } of chains) chain.begin();
    },
    add: (time, until, step, _value, same) => {
      records.add(step, same);
      if (until > time) lasting.add(step, until);
    },
    moment: (time) => {
      let most = 0;
      const list = records.list();
      const active = lasting.at(time);
      for (const { steps, chain } of chains) {
        chain.moment(time, list, records.all, active);
        if (chain.whole >= time - span) most = Math.max(most, steps.length);
      }
      records.clear();
      if (withinBounds(most, bounds)) fire(time, time - span);
    },
    end: () => undefined,
  };
}

function bitsOf(number: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => i).filter((i) => (number & (1 << i)) !== 0);
}
