import { HardcellError } from '../../lib/index.ts';
import { fictionalPlan } from '../carrier/index.ts';
import type { Knobs } from '../world/index.ts';

/** How large a carrier is; every number can be given apart. */
export const sizes = {
  small: { hosts: 60, days: 120, subscribers: 1_000 },
  default: { hosts: 300, days: 420, subscribers: 5_000 },
  large: { hosts: 1_000, days: 730, subscribers: 100_000 },
} as const;
export type Size = keyof typeof sizes;

/** What every scenario is played with unless somebody asks for something else. */
export const usualKnobs: Omit<Knobs, 'seed' | 'hosts' | 'days' | 'subscribers'> = {
  quiet: false,
  dark: 0,
  darkChoice: 'random',
  controllerLogs: true,
  retention: {},
  skew: 2,
  clearing: 0,
  dhcpNamesOnly: false,
  noise: 1,
  stealth: 0,
  goal: 'both',
  knows: 'nothing',
  numbers: fictionalPlan,
  recordFormat: 'parquet',
};

/** What was asked for, over what the scenario is usually played with, over the size. Throws HardcellError for what cannot be played. */
export function knobsOf(size: Size, scenario: Partial<Knobs>, given: Partial<Knobs> & { readonly seed: number }): Knobs {
  const knobs: Knobs = { ...usualKnobs, ...sizes[size], ...scenario, ...given };
  const refuse = (knob: string, value: unknown, range: string): never => {
    throw new HardcellError('KNOB_INVALID', { knob, value: String(value), range });
  };
  const whole = (knob: 'days' | 'hosts' | 'subscribers', least: number, most: number): void => {
    const value = knobs[knob];
    if (!Number.isSafeInteger(value) || value < least || value > most) refuse(knob, value, `a whole number from ${least} to ${most}`);
  };
  const between = (knob: 'dark' | 'clearing' | 'noise' | 'skew', least: number, most: number): void => {
    const value = knobs[knob];
    if (!(value >= least && value <= most)) refuse(knob, value, `a number from ${least} to ${most}`);
  };
  whole('days', 14, 5_000);
  whole('hosts', 20, 20_000);
  whole('subscribers', 100, 5_000_000);
  between('dark', 0, 1);
  between('clearing', 0, 1);
  between('noise', 0, 100);
  between('skew', 0, 86_400);
  for (const [source, days] of Object.entries(knobs.retention))
    if (!Number.isSafeInteger(days) || days < 1) refuse(`retention of ${source}`, days, 'a whole number of days from 1');
  return knobs;
}
