import { TimeQueue } from '../time-queue.ts';
import { Chain, type ChainPlan } from './chain.ts';
import { MomentRecords } from './moment-records.ts';
import { Waiting } from './waiting.ts';
import type { Fire, Window } from './window.ts';

/**
 * `temporal_ordered`: the steps in this order, ending now. What stands behind it begins with the first event of the first step in the
 * window. What is forbidden after the last step must not be seen for a timespan.
 */
export function orderedRules(rules: number, plan: ChainPlan, span: number, fire: Fire): Window {
  const chain = new Chain(plan, span);
  const records = new MomentRecords(rules);
  const lasting = new Lasting(rules);
  const waiting = new Waiting(fire);
  const firsts = new TimeQueue();
  const [first = 0] = plan.steps;
  const after = plan.forbidden.at(-1) ?? 0;
  return {
    begin: () => {
      chain.begin();
      records.clear();
      lasting.clear();
      waiting.clear();
      firsts.begin();
    },
    add: (time, until, step, _value, same) => {
      records.add(step, same);
      if (until > time) lasting.add(step, until);
      if (step === first) firsts.push(time);
    },
    moment: (time) => {
      waiting.release(time - span);
      if ((records.all & after) !== 0) waiting.clear();
      firsts.forget(time - span);
      const active = lasting.at(time);
      const begun = chain.moment(time, records.list(), records.all, active);
      // An event that lasts may have begun before the window.
      const from = (lasting.at(time - span) & (1 << first)) === 0 ? (firsts.firstFrom(time - span) ?? time) : time - span;
      if (begun >= time - span && (records.all & after) === 0) {
        if (after === 0) fire(time, from);
        else waiting.add(time, from);
      }
      records.clear();
    },
    end: () => waiting.release(Infinity),
  };
}

/** Until when the events of each rule last that are more than a moment. */
export class Lasting {
  readonly #until: Float64Array;
  #latest = -Infinity;

  constructor(rules: number) {
    this.#until = new Float64Array(rules);
    this.clear();
  }

  clear(): void {
    if (this.#latest === -Infinity && this.#until[0] === -Infinity) return;
    this.#until.fill(-Infinity);
    this.#latest = -Infinity;
  }

  add(step: number, until: number): void {
    this.#until[step] = Math.max(this.#until[step] ?? 0, until);
    this.#latest = Math.max(this.#latest, until);
  }

  /** The rules with an event that lasts at least until then, as bits. */
  at(time: number): number {
    if (this.#latest < time) return 0;
    let bits = 0;
    for (const [step, until] of this.#until.entries()) if (until >= time) bits |= 1 << step;
    return bits;
  }
}
