const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const REMEMBERED = 4096;

/** A time zone by its IANA name or its offset; turns wall-clock times into UTC and back. All times in µs. */
export interface Zone {
  readonly name: string;
  /** Wall clock minus UTC at a moment of UTC. */
  offsetAt(utc: number): number;
}

export const utcZone: Zone = { name: 'UTC', offsetAt: () => 0 };

/** Offset east of UTC, in µs, of a zone that a log names; null when the name alone does not tell (`CST` is three zones). */
export function fixedOffset(zone: string): number | null {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z' || zone === 'UCT') return 0;
  const m = /^(?:UTC|GMT)?([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!m) return null;
  return (m[1] === '-' ? -1 : 1) * (Number(m[2]) * HOUR + Number(m[3] ?? 0) * MINUTE);
}

/** A zone by its offset (`+02:00`) or its IANA name (`Europe/Berlin`); null when the name is neither. */
export function zoneOf(name: string): Zone | null {
  const fixed = fixedOffset(name);
  if (fixed !== null) return { name, offsetAt: () => fixed };
  try {
    return namedZone(name, new Intl.DateTimeFormat('en-US', { ...parts, timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const parts: Intl.DateTimeFormatOptions = {
  era: 'narrow',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
};

/** Offsets are asked for once a quarter of an hour: no zone changes its offset within one. */
function namedZone(name: string, format: Intl.DateTimeFormat): Zone {
  const known = new Map<number, number>();
  return {
    name,
    offsetAt(utc) {
      const quarter = Math.floor(utc / (15 * MINUTE));
      const cached = known.get(quarter);
      if (cached !== undefined) return cached;
      // A hostile log may name every quarter of an hour since year 1.
      if (known.size >= REMEMBERED) known.clear();
      const ms = quarter * 15 * 60_000;
      const field = Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, part.value]));
      const wall = Date.UTC(
        Number(field.year),
        Number(field.month) - 1,
        Number(field.day),
        Number(field.hour),
        Number(field.minute),
        Number(field.second),
      );
      const offset = (wall - ms) * 1000;
      known.set(quarter, offset);
      return offset;
    },
  };
}

/** UTC of a wall-clock time; of the two in the hour that a clock shows twice, the first; a time in the skipped hour as if the clock had not changed. */
export function utcOfWall(zone: Zone, wall: number): number {
  const before = zone.offsetAt(wall - DAY);
  const first = wall - before;
  if (zone.offsetAt(first) === before) return first;
  const after = zone.offsetAt(wall + DAY);
  return zone.offsetAt(wall - after) === after ? wall - after : first;
}

/** What a clock in the zone shows at a moment of UTC. */
export function wallOfUtc(zone: Zone, utc: number): number {
  return utc + zone.offsetAt(utc);
}

/** How far a comparison of wall-clock times can differ from one of UTC near a change of the clocks; 0 when none is within a day. */
export function clockChange(zone: Zone, utc: number): number {
  return Math.abs(zone.offsetAt(utc - DAY) - zone.offsetAt(utc + DAY));
}
