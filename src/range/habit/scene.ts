import type { Estate, Host } from '../estate/index.ts';
import { isWeekend, weekdayOf } from '../estate/index.ts';
import type { Moment } from '../moment.ts';
import type { Knobs, Span } from '../world/index.ts';
import type { Diary } from './diary.ts';
import { localTimeOf, type Surroundings } from './surroundings.ts';

/** Where habits are played out: the carrier, its calendar, and the diary that takes it down. */
export class Scene {
  readonly knobs: Knobs;
  readonly span: Span;
  readonly estate: Estate;
  readonly diary: Diary;
  readonly windowsServers: readonly Host[];
  readonly windowsDesks: readonly Host[];
  readonly #accounts: ReadonlyMap<string, number>;
  readonly #resting: Uint8Array;

  constructor({ knobs, span, estate }: Surroundings, diary: Diary) {
    this.knobs = knobs;
    this.span = span;
    this.estate = estate;
    this.diary = diary;
    const windows = estate.hosts.filter((host) => host.system === 'windows');
    this.windowsServers = windows.filter((host) => host.role !== 'desktop');
    this.windowsDesks = windows.filter((host) => host.role === 'desktop');
    this.#accounts = new Map(estate.accounts.map((account, i) => [account.canonical, i]));
    this.#resting = Uint8Array.from({ length: span.days }, (_, day) => (isWeekend(span, day) || estate.holidays.has(day) ? 1 : 0));
  }

  /** Whether the office is closed on a day. */
  rests(day: number): boolean {
    return this.#resting[day] === 1;
  }

  weekday(day: number): number {
    return weekdayOf(this.span, day);
  }

  /** An hour of a day by a site's own clock. */
  localTime(day: number, hour: number, utcOffset: number): Moment {
    return localTimeOf(this.span, day, hour, utcOffset);
  }

  offsetOf(host: Host): number {
    return this.estate.sites[host.site]?.utcOffset ?? 0;
  }

  /** Number of the machine's own account. */
  machineAccount(host: Host): number {
    return this.#accounts.get(host.account.canonical) ?? 0;
  }
}
