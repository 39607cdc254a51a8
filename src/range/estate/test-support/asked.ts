import { usualKnobs } from '../../run/knobs-of.ts';
import { DAY } from '../../moment.ts';
import type { Knobs, Span } from '../../world/index.ts';

/** Knobs of a carrier in which nobody intrudes, with what a test wants otherwise. */
export function knobsOf(changed: Partial<Knobs>): Knobs {
  return {
    ...usualKnobs,
    seed: 1,
    days: 60,
    hosts: 60,
    subscribers: 100,
    quiet: true,
    skew: 30,
    recordFormat: 'csv',
    ...changed,
  };
}

/** Days from a Monday on. */
export function spanOf(days: number): Span {
  const from = Date.UTC(2024, 2, 4) * 1000;
  return { from, days, until: from + days * DAY };
}
