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
  return `${dateText(at)}T${clockText(at)}.${millisecondOf(at)}Z`;
}

/** ISO 8601 to the second. */
export function secondText(at: Moment): string {
  return `${dateText(at)}T${clockText(at)}Z`;
}

/** `2024-04-01 00:32:44` */
export function plainText(at: Moment): string {
  return `${dateText(at)} ${clockText(at)}`;
}

/** `2024-04-01 00:32:44.118`, as Sysmon and PostgreSQL print times. */
export function plainMillisecondText(at: Moment): string {
  return `${dateText(at)} ${clockText(at)}.${millisecondOf(at)}`;
}

let lastDay = Number.NaN;
let lastDate = '';

/** Times are asked for in their order, more or less: the date is mostly the one asked for before. */
function dateText(at: Moment): string {
  const day = Math.floor(at / DAY);
  if (day !== lastDay) {
    lastDate = isoFromInstant({ us: day * DAY, tick: 0, digits: 0 }).slice(0, 10);
    lastDay = day;
  }
  return lastDate;
}

/** `00:32:44` */
function clockText(at: Moment): string {
  const second = Math.floor((at - Math.floor(at / DAY) * DAY) / SECOND);
  const minute = Math.floor(second / 60);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function millisecondOf(at: Moment): string {
  const number = Math.floor((at - Math.floor(at / SECOND) * SECOND) / MILLISECOND);
  return number < 10 ? `00${number}` : number < 100 ? `0${number}` : String(number);
}

/** Monday to Friday; the carrier's office knows no holidays. */
export function isWorkday(at: Moment): boolean {
  const weekday = new Date(at / 1000).getUTCDay();
  return weekday > 0 && weekday < 6;
}
