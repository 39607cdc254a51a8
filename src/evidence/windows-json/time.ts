import { instantFromIso, utcOfWall, zoneOf, type Instant, type Zone } from '../../lib/index.ts';

/** Digits of a count of seconds that a double has room for. */
const DOUBLE_DIGITS = 6;

const ZONED = /(?:Z|UTC|[+-]\d\d:?\d\d|[+-]\d\d)$/;
const SECONDS = /^(\d{9,11})(?:\.(\d{1,9}))?$/;
const MILLISECONDS = /^(?:\/Date\()?(\d{12,14})(?:\)\/)?$/;

export interface EventTime {
  readonly time: Instant;
  /** Whether the text names no zone. */
  readonly wall: boolean;
}

/** What was read last: the records of a log come many to a second. */
let lastText = '';
let lastTime: EventTime | null = null;

/** Reads a time as tools write it: ISO 8601, with or without zone, or seconds or milliseconds since 1970. Null when it is none. */
export function eventTime(text: string): EventTime | null {
  if (text !== lastText) {
    lastTime = read(text);
    lastText = text;
  }
  return lastTime;
}

function read(text: string): EventTime | null {
  const seconds = SECONDS.exec(text);
  if (seconds) return { time: ofSeconds(seconds[1] ?? '', seconds[2] ?? ''), wall: false };
  const milliseconds = MILLISECONDS.exec(text);
  if (milliseconds) return { time: { us: Number(milliseconds[1]) * 1000, tick: 0, digits: 3 }, wall: false };
  const time = instantFromIso(text);
  return time && { time, wall: !ZONED.test(text) };
}

function ofSeconds(whole: string, fraction: string): Instant {
  const digits = Math.min(DOUBLE_DIGITS, fraction.length);
  return { us: Number(whole) * 1_000_000 + Number(fraction.slice(0, digits).padEnd(6, '0')), tick: 0, digits };
}

const zones = new Map<string, Zone | null>();

/** The moment at which a clock of the zone shows that time. */
export function inZone(time: Instant, name: string): Instant | null {
  let zone = zones.get(name);
  if (zone === undefined) zones.set(name, (zone = zoneOf(name)));
  return zone && { ...time, us: utcOfWall(zone, time.us) };
}

const SECOND = 1_000_000;
const QUARTER = 15 * 60 * SECOND;
/** No zone is further from UTC. */
const FURTHEST = 14 * 4 * QUARTER;
/** How far the clocks of two machines may differ. */
const SKEW = 5 * SECOND;

/**
 * How far a clock that shows `wall` is before UTC, in µs, when what it stamped was taken in by another machine at `utc`: the offset of a zone, a multiple of a
 * quarter of an hour, for which the way between the two took least. Null when it is no offset of a zone.
 */
export function offsetBetween(wall: Instant, utc: Instant): number | null {
  const offset = Math.ceil((wall.us - utc.us - SKEW) / QUARTER) * QUARTER;
  return Math.abs(offset) <= FURTHEST ? offset : null;
}
