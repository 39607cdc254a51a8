import { instantFromIso } from '../../lib/index.ts';
import { counted } from './words.ts';

/** Milliseconds in a day. */
export const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A document's time in milliseconds since 1970, UTC; 0 for a text that is no time. */
export function moment(iso: string): number {
  const instant = instantFromIso(iso);
  return instant === null ? 0 : instant.us / 1000;
}

function month(date: Date): string {
  return MONTHS[date.getUTCMonth()] ?? '';
}

/** `Mar`. */
export function monthShort(ms: number): string {
  return month(new Date(ms)).slice(0, 3);
}

/** `12 March 2024`, for sentences. */
export function day(iso: string): string {
  const date = new Date(moment(iso));
  return `${date.getUTCDate()}\u00a0${month(date)} ${date.getUTCFullYear()}`;
}

/** `12 Mar 2024`, for tables and drawings. */
export function dayShort(ms: number): string {
  const date = new Date(ms);
  return `${dayAndMonth(ms)} ${date.getUTCFullYear()}`;
}

/** `12 Mar`. */
export function dayAndMonth(ms: number): string {
  return `${new Date(ms).getUTCDate()}\u00a0${monthShort(ms)}`;
}

/** `02:14`. */
export function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

/** `1 Apr 2024 00:32:44`, for tables. */
export function stamp(iso: string): string {
  const ms = moment(iso);
  return `${dayShort(ms)} ${new Date(ms).toISOString().slice(11, 19)}`;
}

/** `12 Mar – 9 Apr 2024`; what both ends share is printed once; one day is printed once. */
export function range(from: number, to: number): string {
  const a = new Date(from);
  const b = new Date(to);
  if (a.getUTCFullYear() !== b.getUTCFullYear()) return `${dayShort(from)} – ${dayShort(to)}`;
  if (a.getUTCMonth() !== b.getUTCMonth()) return `${dayAndMonth(from)} – ${dayShort(to)}`;
  if (a.getUTCDate() !== b.getUTCDate()) return `${a.getUTCDate()} – ${dayShort(to)}`;
  return dayShort(from);
}

/** `12 March 2024 – 9 May 2025`, in full. */
export function rangeInFull(from: string, to: string): string {
  const first = day(from);
  const last = day(to);
  return first === last ? first : `${first} – ${last}`;
}

/** A range as a table prints it, with clock times while it is shorter than two days. */
export function rangeExact(from: string, to: string): string {
  const a = moment(from);
  const b = moment(to);
  if (b - a >= 2 * DAY) return range(a, b);
  const end = dayShort(a) === dayShort(b) ? clock(b) : `${dayShort(b)} ${clock(b)}`;
  return `${dayShort(a)} ${clock(a)} – ${end}`;
}

/** Whole days between two moments, rounded. */
export function daysBetween(from: number, to: number): number {
  return Math.round((to - from) / DAY);
}

/** A duration with one unit: `84 days`, `3 hours`, `12 minutes`. */
export function duration(ms: number): string {
  if (ms >= 2 * DAY) return counted(Math.round(ms / DAY), 'day');
  if (ms >= 2 * HOUR) return counted(Math.round(ms / HOUR), 'hour');
  return counted(Math.max(1, Math.round(ms / MINUTE)), 'minute');
}

/** A long duration for a headline: years, months, weeks, days or hours, whichever reads best. */
export function longDuration(ms: number): string {
  const months = Math.round(ms / (30.44 * DAY));
  if (months >= 36) return counted(Math.round(months / 12), 'year');
  return months >= 3 ? counted(months, 'month') : duration(ms);
}
