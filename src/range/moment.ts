import { isoFromInstant } from '../lib/index.ts';

/** Microseconds since 1970-01-01T00:00:00Z, a safe integer. */
export type Moment = number;

export const MILLISECOND = 1_000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The 100 ns digit that a FILETIME has below the microsecond: any fixed function of the moment will do. */
export function tickOf(at: Moment): number {
  return Math.floor(at / 7) % 10;
}

/** ISO 8601 as a record with FILETIME resolution shows it, 7 fraction digits. */
export function fileTimeText(at: Moment): string {
  return isoFromInstant({ us: at, tick: tickOf(at), digits: 7 });
}

/** ISO 8601 with 3 fraction digits, as a log with milliseconds shows it. */
export function millisecondText(at: Moment): string {
  return isoFromInstant({ us: at, tick: 0, digits: 3 });
}

/** ISO 8601 to the second. */
export function secondText(at: Moment): string {
  return isoFromInstant({ us: at, tick: 0, digits: 0 });
}

/** `2024-04-01 00:32:44` */
export function plainText(at: Moment): string {
  return secondText(at).slice(0, 19).replace('T', ' ');
}

/** `2024-04-01 00:32:44.118`, as Sysmon and PostgreSQL print times. */
export function plainMillisecondText(at: Moment): string {
  return millisecondText(at).slice(0, 23).replace('T', ' ');
}

/** Monday to Friday; the carrier's office knows no holidays. */
export function isWorkday(at: Moment): boolean {
  const weekday = new Date(at / 1000).getUTCDay();
  return weekday > 0 && weekday < 6;
}
