import type { Moment } from '../moment.ts';
import { SECOND } from '../moment.ts';
import type { Span } from '../world/knobs.ts';
import type { Country } from './country.ts';
import { mix } from './mixing.ts';
import { GENERATIONS, type Numbering } from './numbering.ts';
import { kindOf, type People } from './people.ts';
import type { Surroundings } from './whereabouts.ts';

const DAY_SECONDS = 86_400;

/** The carrier's subscribers as call records are drawn of them: by number, times in seconds since the span began. */
export interface Network extends Surroundings {
  readonly numbering: Numbering;
  readonly span: Span;
  /** Which SIM card and which handset somebody has. */
  simOf(subscriber: number, second: number): number;
  handsetOf(subscriber: number, second: number): number;
}

export function networkOf(country: Country, people: People, numbering: Numbering, span: Span): Network {
  const { seed } = people;
  // Cards and handsets change at an hour of the day, after a time of one's own.
  const changes = (salt: number, shortest: number, more: number) => (subscriber: number, second: number) => {
    const bits = mix(seed, subscriber, salt);
    const period = shortest + ((bits >>> 0) % more);
    const phase = (mix(bits, salt, 1) >>> 0) % period;
    const day = Math.floor((second - 32_400 - (bits & 0x3fff)) / DAY_SECONDS);
    return (Math.floor((day + phase) / period) + 1) % GENERATIONS;
  };
  const firstWeekday = (new Date(span.from / 1000).getUTCDay() + 6) % 7;
  return { country, people, numbering, span, firstWeekday, simOf: changes(201, 420, 2_600), handsetOf: changes(202, 330, 1_100) };
}

/** Seconds since the span began. */
export function secondAt({ span }: Network, at: Moment): number {
  return Math.floor((at - span.from) / SECOND);
}

/** Numbers of visitors are those of persons abroad whom nobody calls. */
const VISITORS = 40_000_000;

export function msisdnOf({ people, numbering }: Network, i: number): string {
  return kindOf(people, i) === 'roamer-in' ? numbering.abroad(VISITORS + i) : numbering.own(i);
}

export function imsiOf({ people, numbering }: Network, i: number, sim: number): string {
  return numbering.imsi(i, sim, kindOf(people, i) === 'roamer-in');
}
