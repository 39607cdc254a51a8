import type { Instant } from '../../lib/index.ts';

/** Seconds between 1601-01-01 (FILETIME's epoch, MS-DTYP 2.3.3) and 1970-01-01. */
const EPOCH_SECONDS = 11_644_473_600;
const TICKS_PER_SECOND = 10_000_000;

/** From here on (the year 16219) the products below would pass 2^53. */
const FAR = 0x40000000;

/** Seconds around 1970 whose microseconds are still safe integers, down to a whole year: 1698 to 2241. */
const REACH = 8_583_494_400;

/** The second that was printed last: records of a log come close together. */
let secondOf = Number.NaN;
let secondText = '';

/**
 * A FILETIME, given as its two unsigned halves, to its last digit; null for zero, which means unset, and for years outside 1698 to 2241. The ticks are split
 * into seconds first, because a product of the upper half that passes 2^53 would lose the last digits.
 */
export function fileTimeInstant(low: number, high: number): Instant | null {
  if (high >= FAR || (low === 0 && high === 0)) return null;
  const since1970 = secondsOf(low, high) - EPOCH_SECONDS;
  if (Math.abs(since1970) >= REACH) return null;
  const ticks = ticksOf(low, high);
  return { us: since1970 * 1_000_000 + Math.floor(ticks / 10), tick: ticks % 10, digits: 7 };
}

/** A FILETIME as ISO 8601 in UTC with its seven digits: `2024-04-01T00:32:44.1182957Z`. Years above 9999 keep their digits. */
export function fileTimeText(low: number, high: number): string {
  if (high >= FAR) return farText((BigInt(high) << 32n) + BigInt(low));
  const second = secondsOf(low, high);
  if (second !== secondOf) {
    secondText = isoSecond(second);
    secondOf = second;
  }
  return `${secondText}.${String(ticksOf(low, high) + TICKS_PER_SECOND).slice(1)}Z`;
}

/** 2^32 ticks are 429 s and 4,967,296 ticks. */
function secondsOf(low: number, high: number): number {
  return high * 429 + Math.floor((high * 4_967_296 + low) / TICKS_PER_SECOND);
}

function ticksOf(low: number, high: number): number {
  return (high * 4_967_296 + low) % TICKS_PER_SECOND;
}

/** "Never" is often written as the last FILETIME there is. */
function farText(ticks: bigint): string {
  return `${isoSecond(Number(ticks / 10_000_000n))}.${String(ticks % 10_000_000n).padStart(7, '0')}Z`;
}

function isoSecond(since1601: number): string {
  const text = new Date((since1601 - EPOCH_SECONDS) * 1000).toISOString();
  return (text.startsWith('+') ? text.slice(1).replace(/^0+/, '') : text).slice(0, -5);
}

/** A SYSTEMTIME (MS-DTYP 2.3.13: year, month, day of week, day, hour, minute, second, millisecond) as ISO 8601 with three digits. */
export function systemTimeText(view: DataView, position: number): string {
  const part = (index: number, digits: number): string => String(view.getUint16(position + index * 2, true)).padStart(digits, '0');
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}
