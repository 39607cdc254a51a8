/** A time as a store or a statement spells it. */
export interface StoredTime {
  /** µs since 1970: of UTC when `zoned`, else of the wall clock as written. */
  readonly us: number;
  /** Whether the text named its offset. */
  readonly zoned: boolean;
  /** The wall clock as written, whatever offset follows. */
  readonly wall: number;
  /** Whether the text is a date alone. */
  readonly dateOnly: boolean;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;
/** What every readable time of this form matches, in any case of letters. */
export const ISO_PATTERN = ISO.source;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/;

/**
 * Reads `2024-03-01`, `2024-03-01 10:20[:30[.123456]]` with T or a space and with or without an offset (ISO 8601 as PostgreSQL
 * prints and reads it). Null for anything else, a date that no calendar has included.
 */
export function storedTime(text: string): StoredTime | null {
  if (text.length > 40) return null;
  const m = ISO.exec(text);
  if (!m) return null;
  const wall = wallTime(m);
  if (wall === null) return null;
  const zone = m[8];
  const dateOnly = m[4] === undefined;
  if (zone === undefined) return { us: wall, zoned: false, wall, dateOnly };
  // A date with an offset is not a form that PostgreSQL writes; what it would mean is left open.
  if (dateOnly) return null;
  const minutes = zoneMinutes(zone);
  return minutes === null ? null : { us: wall - minutes * 60_000_000, zoned: true, wall, dateOnly };
}

/** Reads `20240301` and `20240301102030` (no offset). Only for columns that a mapping declares to hold times: a number may look the same. */
export function compactTime(text: string): StoredTime | null {
  const m = COMPACT.exec(text);
  const wall = m ? wallTime(m) : null;
  return m && wall !== null ? { us: wall, zoned: false, wall, dateOnly: m[4] === undefined } : null;
}

function wallTime(m: RegExpExecArray): number | null {
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((i) => Number(m[i] ?? 0));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || second === undefined)
    return null;
  if (year === 0 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return null;
  const fraction = Number((m[7] ?? '').padEnd(6, '0'));
  return date.getTime() * 1000 + ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction;
}

function zoneMinutes(zone: string): number | null {
  if (/^(z|utc)$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return Number(digits.slice(2, 4)) > 59 || minutes > 15 * 60 + 59 ? null : (zone.startsWith('-') ? -1 : 1) * minutes;
}

/** Seconds from `75`, `75.4` (whole seconds are kept) or `0:01:15`; null for anything else. */
export function storedDuration(text: string): number | null {
  const m = /^(?:(?:(\d{1,4}):)?(\d{1,2}):)?(\d{1,9})(?:\.\d{1,9})?$/.exec(text);
  if (!m) return null;
  return Number(m[1] ?? 0) * 3600 + Number(m[2] ?? 0) * 60 + Number(m[3]);
}
