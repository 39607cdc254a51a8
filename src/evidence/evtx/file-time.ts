import type { Instant } from '../../lib/index.ts';
import { THREE_DIGITS, TWO_DIGITS } from './digit-text.ts';

/** Seconds between 1601-01-01 (FILETIME's epoch, MS-DTYP 2.3.3) and 1970-01-01. */
const EPOCH_SECONDS = 11_644_473_600;
const TICKS_PER_SECOND = 10_000_000;

/** From here on (the year 16219) the products below would pass 2^53. */
const FAR = 0x40000000;

/** Seconds around 1970 whose microseconds are still safe integers, down to a whole year: 1698 to 2241. */
const REACH = 8_583_494_400;

const DAY = 86_400;

/** The day and the second that were printed last: records of a log come close together. */
let dayOf = Number.NaN;
let dayText = '';
let secondOf = Number.NaN;
let secondText = '';

/**
 * A FILETIME, given as its two unsigned halves, to its last digit; null for zero, which means unset, and for years outside 1698 to 2241. The ticks are split
 * into seconds first, because a product of the upper half that passes 2^53 would lose the last digits.
 */
export function fileTimeInstant(low: number, high: number): Instant | null {
  if (high >= FAR || (low === 0 && high === 0)) return null;
  const rest = restOf(low, high);
  const seconds = secondsIn(rest);
  const since1970 = high * 429 + seconds - EPOCH_SECONDS;
  if (Math.abs(since1970) >= REACH) return null;
  const ticks = rest - seconds * TICKS_PER_SECOND;
  const micros = Math.floor(ticks / 10);
  return { us: since1970 * 1_000_000 + micros, tick: ticks - micros * 10, digits: 7 };
}

/** A FILETIME as ISO 8601 in UTC with its seven digits: `2024-04-01T00:32:44.1182957Z`. Years above 9999 keep their digits. */
export function fileTimeText(low: number, high: number): string {
  if (high >= FAR) return farText((BigInt(high) << 32n) + BigInt(low));
  const rest = restOf(low, high);
  const seconds = secondsIn(rest);
  const second = high * 429 + seconds;
  if (second !== secondOf) {
    secondText = isoSecond(second);
    secondOf = second;
  }
  const ticks = rest - seconds * TICKS_PER_SECOND;
  const micros = Math.floor(ticks / 10);
  const millis = Math.floor(micros / 1000);
  const upper = secondText + (THREE_DIGITS[millis] ?? '');
  return upper + (THREE_DIGITS[micros - millis * 1000] ?? '') + (LAST_DIGIT[ticks - micros * 10] ?? '');
}

/** Ticks since 1601 without the whole 429 s that each unit of the upper half stands for: 2^32 ticks are 429 s and 4,967,296 ticks. */
function restOf(low: number, high: number): number {
  return high * 4_967_296 + low;
}

/** Whole seconds of a number of ticks; with a product instead of a remainder, because V8 leaves compiled code for that. */
function secondsIn(ticks: number): number {
  return Math.floor(ticks / TICKS_PER_SECOND);
}

/** "Never" is often written as the last FILETIME there is. */
function farText(ticks: bigint): string {
  return `${isoSecond(Number(ticks / 10_000_000n))}${String(ticks % 10_000_000n).padStart(7, '0')}Z`;
}

/** `2024-04-01T00:32:44.` */
function isoSecond(since1601: number): string {
  const day = Math.floor(since1601 / DAY);
  if (day !== dayOf) {
    const text = new Date((day * DAY - EPOCH_SECONDS) * 1000).toISOString();
    dayText = (text.startsWith('+') ? text.slice(1).replace(/^0+/, '') : text).slice(0, -13);
    dayOf = day;
  }
  const second = since1601 - day * DAY;
  const minute = Math.floor(second / 60);
  return `${dayText}${MINUTES[minute] ?? ''}${TWO_DIGITS[second - minute * 60] ?? ''}.`;
}

/** The minutes of a day, up to the seconds. */
const MINUTES = Array.from(
  { length: 1440 },
  (_, minute) => `${TWO_DIGITS[Math.floor(minute / 60)] ?? ''}:${TWO_DIGITS[minute % 60] ?? ''}:`,
);

/** The last of a FILETIME's seven digits. */
const LAST_DIGIT = Array.from({ length: 10 }, (_, tick) => `${tick}Z`);

/** A SYSTEMTIME (MS-DTYP 2.3.13: year, month, day of week, day, hour, minute, second, millisecond) as ISO 8601 with three digits. */
export function systemTimeText(view: DataView, position: number): string {
  const part = (index: number, digits: number): string => String(view.getUint16(position + index * 2, true)).padStart(digits, '0');
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}
