import { instantFromIso, type Instant } from '../../lib/index.ts';

const ZERO = 0x30;
const DOT = 0x2e;
/** Beyond this the microseconds are no safe integer: the year 2255. */
const LAST_SECOND = 9_007_199_254;
/** What a fraction of so many digits is multiplied with to be 100 ns. */
const TICKS: readonly number[] = [10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1];

/**
 * Reads seconds since 1970 as they are written, `1588205199.824370`, without the detour over a floating-point number. Digits beyond 100 ns are cut.
 * Null when it is anything else, and for 0: Zeek writes that as long as it has seen no packet and knows no time.
 */
export function instantFromEpoch(bytes: Uint8Array, from: number, to: number): Instant | null {
  let at = from;
  let seconds = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    seconds = seconds * 10 + digit;
    if (seconds > LAST_SECOND) return null;
  }
  if (at === from || (at < to && bytes[at] !== DOT)) return null;
  let fraction = 0;
  let digits = 0;
  for (at++; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return null;
    if (digits === 7) continue;
    fraction = fraction * 10 + digit;
    digits++;
  }
  const ticks = fraction * (TICKS[digits] ?? 0);
  if (seconds === 0 && ticks === 0) return null;
  const tick = ticks % 10;
  return { us: seconds * 1_000_000 + (ticks - tick) / 10, tick, digits };
}

/** Seconds since 1970 or, from a log that another tool rewrote, ISO 8601. */
export function instantFromTsv(bytes: Buffer, from: number, to: number): Instant | null {
  return instantFromEpoch(bytes, from, to) ?? (to - from > 40 ? null : instantFromIso(bytes.toString('latin1', from, to)));
}

const scratch = new Uint8Array(32);
/** A whole number beyond this counts milliseconds (`JSON::TS_MILLIS`): as seconds it would be the year 5138. */
const MILLISECONDS = 100_000_000_000;

/**
 * What a JSON log has in `ts`: seconds since 1970, whole milliseconds, or ISO 8601. A number there has lost the zeros at its end: Zeek always knows
 * six digits.
 */
export function instantFromJson(text: string): Instant | null {
  if (text.length > 40) return null;
  if (/^\d{12,13}$/.test(text) && Number(text) > MILLISECONDS) return { us: Number(text) * 1000, tick: 0, digits: 3 };
  if (text.length > scratch.length) return instantFromIso(text);
  for (let at = 0; at < text.length; at++) scratch[at] = Math.min(255, text.charCodeAt(at));
  const instant = instantFromEpoch(scratch, 0, text.length);
  if (instant === null) return instantFromIso(text);
  return instant.digits === 0 || instant.digits >= 6 ? instant : { ...instant, digits: 6 };
}
