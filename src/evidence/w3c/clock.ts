import { instantFromIso, utcOfWall, zoneOf, type Instant, type Zone } from '../../lib/index.ts';
import { secondsOfDay, type SplitLine } from '../text/index.ts';
import type { Columns } from './columns.ts';

/** How far around midnight a line may stand on the wrong side of it. */
const LATE = 15 * 60_000_000;
const HALF_DAY = 12 * 3_600_000_000;
const DAY = 24 * 3_600_000_000;

/**
 * Turns the columns `date` and `time` into an instant; W3C logs are in UTC (W3C Extended Log File Format, `time`). Where the log has no `date`
 * column, the `#Date` directive gives the day, and a time that falls back by more than twelve hours starts the next one.
 */
export class W3cClock {
  /** The day read last, and its bytes: a day has thousands of lines. */
  readonly #day = new Uint8Array(10);
  #dayUs: number | null = null;
  #directive: Instant | null = null;
  #last: number | null = null;
  readonly #zone: Zone | null;

  /** `zone` is that of logs in local time. */
  constructor(zone: string | null) {
    this.#zone = zone === null ? null : zoneOf(zone);
  }

  /** The text behind `#Date:`. */
  date(text: string): void {
    this.#directive = instantFromIso(text.trim());
    this.#last = null;
  }

  /** Null when the columns do not make a time. */
  instant(line: SplitLine, columns: Columns): Instant | null {
    if (columns.time < 0) return null;
    const time = columns.date < 0 ? this.#undated(line, columns.time) : this.#dated(line, columns.date, columns.time);
    return time && columns.local && this.#zone ? { ...time, us: utcOfWall(this.#zone, time.us) } : time;
  }

  /** Whether the times of the columns are taken for UTC without their saying so. */
  assumes(columns: Columns): boolean {
    return columns.local && this.#zone === null;
  }

  #dated(line: SplitLine, date: number, time: number): Instant | null {
    if (!this.#sameDay(line, date)) this.#read(line, date);
    if (this.#dayUs === null) return null;
    const seconds = secondsOf(line, time);
    if (seconds !== null) return { us: this.#dayUs + seconds * 1_000_000, tick: 0, digits: 0 };
    return instantFromIso(`${line.text(date) ?? ''}T${line.text(time) ?? ''}`);
  }

  #sameDay(line: SplitLine, date: number): boolean {
    const from = line.from(date);
    if (this.#dayUs === null || line.to(date) - from !== 10) return false;
    const { bytes } = line;
    for (let i = 9; i >= 0; i--) if (bytes[from + i] !== this.#day[i]) return false;
    return true;
  }

  #read(line: SplitLine, date: number): void {
    const text = line.text(date) ?? '';
    this.#dayUs = instantFromIso(`${text}T00:00:00`)?.us ?? null;
    if (text.length === 10) this.#day.set(Buffer.from(text, 'latin1'));
    else this.#dayUs = null;
  }

  #undated(line: SplitLine, time: number): Instant | null {
    if (!this.#directive) return null;
    const seconds = secondsOf(line, time);
    if (seconds === null) return null;
    const before = this.#last ?? this.#directive.us;
    let us = Math.floor(before / DAY) * DAY + seconds * 1_000_000;
    if (us < before - HALF_DAY) us += DAY;
    // Lines of one moment are not strictly in order: one of before midnight may stand behind those of the new day.
    else if (before % DAY < LATE && us % DAY >= DAY - LATE && us - DAY >= this.#directive.us) us -= DAY;
    this.#last = Math.max(before, us);
    return { us, tick: 0, digits: 0 };
  }
}

/** Seconds since midnight of a column that holds `HH:MM:SS` and no more; null when it is anything else. */
function secondsOf(line: SplitLine, time: number): number | null {
  const from = line.from(time);
  return line.to(time) - from === 8 ? secondsOfDay(line.bytes, from) : null;
}
