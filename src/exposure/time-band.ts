import { clockChange, utcOfWall, wallOfUtc, type Zone } from '../lib/index.ts';
import type { TimeBand } from './predicate.ts';

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;

/** The zones of the world lie between these offsets. */
const WEST = -12 * HOUR;
const EAST = 14 * HOUR;

/** A single moment. */
export function moment(us: number, zoned: boolean): TimeBand {
  return { earliest: us, latest: us, zoned };
}

export function isExact(band: TimeBand): boolean {
  return band.earliest === band.latest;
}

/** The band on the wall clock of a zone; wider by the zones of the world when it is not known, and by a change of the clocks near one. */
export function onWall(band: TimeBand, zone: Zone | null): TimeBand {
  if (!band.zoned) return band;
  if (!zone) return { earliest: band.earliest + WEST, latest: band.latest + EAST, zoned: false };
  return {
    earliest: wallOfUtc(zone, band.earliest) - clockChange(zone, band.earliest),
    latest: wallOfUtc(zone, band.latest) + clockChange(zone, band.latest),
    zoned: false,
  };
}

/** The band in UTC, as `onWall` the other way. */
export function onUtc(band: TimeBand, zone: Zone | null): TimeBand {
  if (band.zoned) return band;
  if (!zone) return { earliest: band.earliest - EAST, latest: band.latest - WEST, zoned: true };
  const earliest = utcOfWall(zone, band.earliest);
  const latest = utcOfWall(zone, band.latest);
  return { earliest: earliest - clockChange(zone, earliest), latest: latest + clockChange(zone, latest), zoned: true };
}

/** Both bands in one. */
export function hull(a: TimeBand, b: TimeBand): TimeBand {
  return { earliest: Math.min(a.earliest, b.earliest), latest: Math.max(a.latest, b.latest), zoned: a.zoned };
}

/** The beginning of the day. */
export function dayOf(us: number): number {
  return Math.floor(us / DAY) * DAY;
}

/** Days, months and the rest are kept apart: a month is not a number of days. */
export interface Interval {
  readonly months: number;
  readonly us: number;
}

/** A band moved by an interval; on the wall clock, as SQL counts days and months in the session's zone. */
export function shifted(band: TimeBand, interval: Interval, sign: 1 | -1, zone: Zone | null): TimeBand {
  const onClock = interval.us % DAY === 0 || interval.months !== 0 ? onWall(band, zone) : band;
  const move = (us: number): number => monthsLater(us, sign * interval.months) + sign * interval.us;
  return { earliest: move(onClock.earliest), latest: move(onClock.latest), zoned: onClock.zoned };
}

/** Adds months as PostgreSQL does: the day is cut to the length of the month. */
function monthsLater(us: number, months: number): number {
  if (months === 0) return us;
  const date = new Date(Math.floor(us / 1000));
  const month = date.getUTCMonth() + months;
  const length = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), length);
  const start = Date.UTC(date.getUTCFullYear(), month, day);
  return Number.isFinite(start) ? start * 1000 + (us - dayOf(us)) : us;
}

const UNITS: Readonly<Record<string, Interval>> = {
  second: { months: 0, us: 1_000_000 },
  sec: { months: 0, us: 1_000_000 },
  minute: { months: 0, us: 60_000_000 },
  min: { months: 0, us: 60_000_000 },
  hour: { months: 0, us: HOUR },
  day: { months: 0, us: DAY },
  week: { months: 0, us: 7 * DAY },
  month: { months: 1, us: 0 },
  mon: { months: 1, us: 0 },
  year: { months: 12, us: 0 },
};

/** Reads `7 days`, `1 month 2 hours`; null for any other spelling of an interval. */
export function intervalOf(text: string): Interval | null {
  const words = text.trim().toLowerCase().split(/\s+/);
  if (words.length % 2 !== 0 || words.length > 12) return null;
  let months = 0;
  let us = 0;
  for (let i = 0; i < words.length; i += 2) {
    const count = words[i] ?? '';
    const unit = UNITS[(words[i + 1] ?? '').replace(/s$/, '')];
    if (!/^[+-]?\d{1,6}$/.test(count) || !unit) return null;
    months += Number(count) * unit.months;
    us += Number(count) * unit.us;
  }
  return { months, us };
}
