/**
 * A point in time as a source wrote it: UTC, split so that the 100 ns digit of a FILETIME survives
 * JavaScript's 53-bit integers.
 */
export interface Instant {
  /** Microseconds since 1970-01-01T00:00:00Z; a safe integer. */
  readonly us: number;
  /** The 100 ns digit below the microsecond, 0–9. */
  readonly tick: number;
  /** How many fraction digits the source had, 0–7: two records are compared at the coarser of the two. */
  readonly digits: number;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * Reads `2024-04-01T00:32:44.1182957Z` and its relatives (space for T, comma for the dot, offset or none).
 * No offset means UTC: a reader that knows better applies its zone itself. Null when it is no date, or one that microseconds cannot tell
 * exactly (before 1684 or after 2255): 1601-01-01, an unset FILETIME, is none either.
 */
export function instantFromIso(text: string): Instant | null {
  const m = ISO.exec(text);
  if (!m) return null;
  const [, y, mo, d, h, mi, s, fraction = '', zone = 'Z'] = m;
  const ms = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  const check = new Date(ms);
  if (check.getUTCMonth() + 1 !== Number(mo) || check.getUTCDate() !== Number(d) || Number(h) > 23 || Number(mi) > 59) return null;
  const ticks = Number(fraction.padEnd(7, '0').slice(0, 7));
  const us = ms * 1000 + Math.floor(ticks / 10) - zoneMinutes(zone) * 60_000_000;
  if (Number(y) < 100 || !Number.isSafeInteger(us)) return null;
  return { us, tick: ticks % 10, digits: Math.min(7, fraction.length) };
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4)));
}

/** Prints an instant as ISO 8601 UTC with exactly the digits its source had. */
export function isoFromInstant(instant: Instant): string {
  const seconds = Math.floor(instant.us / 1_000_000);
  const base = new Date(seconds * 1000).toISOString().slice(0, 19);
  if (instant.digits === 0) return `${base}Z`;
  const micros = instant.us - seconds * 1_000_000;
  const fraction = `${String(micros).padStart(6, '0')}${instant.tick}`.slice(0, instant.digits);
  return `${base}.${fraction}Z`;
}

/** Compares two instants at the coarser precision of the two; 0 when they cannot be told apart. */
export function compareInstants(a: Instant, b: Instant): number {
  const unit = 10 ** Math.max(0, 6 - Math.min(a.digits, b.digits));
  const left = Math.floor(a.us / unit);
  const right = Math.floor(b.us / unit);
  if (left !== right || Math.min(a.digits, b.digits) < 7) return left - right;
  return a.tick - b.tick;
}

/** Prints a derived time (a first, a last, a bound), µs since 1970, with as many digits as it needs. */
export function isoFromMicros(us: number): string {
  const micros = ((us % 1_000_000) + 1_000_000) % 1_000_000;
  const fraction = String(micros).padStart(6, '0').replace(/0+$/, '');
  return isoFromInstant({ us, tick: 0, digits: fraction.length });
}
