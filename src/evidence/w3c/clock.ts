import type { Instant } from '../../lib/index.ts';
import { instantFromIso } from '../../lib/index.ts';

const HALF_DAY = 12 * 3_600_000_000;
const DAY = 24 * 3_600_000_000;

/**
 * Turns the columns `date` and `time` into an instant; W3C logs are in UTC (W3C Extended Log File Format, `time`). Where the log has no `date`
 * column, the `#Date` directive gives the day, and a time that falls back by more than twelve hours starts the next one.
 */
export class W3cClock {
  #day = '';
  #dayUs: number | null = null;
  #directive: Instant | null = null;
  #last: number | null = null;

  /** The text behind `#Date:`. */
  date(text: string): void {
    this.#directive = instantFromIso(text.trim());
    this.#last = null;
  }

  /** Null when the two do not make a time. `date` is null where the log has no such column. */
  instant(date: string | null, time: string): Instant | null {
    return date === null ? this.#undated(time) : this.#dated(date, time);
  }

  #dated(date: string, time: string): Instant | null {
    // A day has thousands of lines: it is read once.
    if (date !== this.#day) {
      this.#day = date;
      this.#dayUs = instantFromIso(`${date}T00:00:00`)?.us ?? null;
    }
    if (this.#dayUs === null) return null;
    const seconds = secondsOf(time);
    return seconds === null ? instantFromIso(`${date}T${time}`) : { us: this.#dayUs + seconds * 1_000_000, tick: 0, digits: 0 };
  }

  #undated(time: string): Instant | null {
    if (!this.#directive) return null;
    const seconds = secondsOf(time);
    if (seconds === null) return null;
    const before = this.#last ?? this.#directive.us;
    let us = Math.floor(before / DAY) * DAY + seconds * 1_000_000;
    if (us < before - HALF_DAY) us += DAY;
    this.#last = us;
    return { us, tick: 0, digits: 0 };
  }
}

/** Seconds of `HH:MM:SS`; null when it is anything else. */
function secondsOf(time: string): number | null {
  if (time.length !== 8 || time[2] !== ':' || time[5] !== ':') return null;
  const hours = pair(time, 0);
  const minutes = pair(time, 3);
  const seconds = pair(time, 6);
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : null;
}

/** Two digits as a number; more than any clock shows when they are not digits. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 99;
}
