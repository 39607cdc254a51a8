const MINUTE_US = 60_000_000;
const NUMERIC = /^(?:UTC|GMT)?([+-])(\d\d):?(\d\d)?$/;

/** Offset east of UTC, in µs, of a zone that a log names; null when the name alone does not tell (`CST` is three zones). */
export function fixedOffset(zone: string): number | null {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z' || zone === 'UCT') return 0;
  const m = NUMERIC.exec(zone);
  if (!m) return null;
  const minutes = Number(m[2]) * 60 + Number(m[3] ?? 0);
  return (m[1] === '-' ? -minutes : minutes) * MINUTE_US;
}

/** Turns times of a wall clock into UTC. */
export interface Zone {
  /** µs since 1970 in UTC for µs since 1970 as the wall clock counts them. In the hour that comes twice in autumn it is the first one. */
  utc(wallUs: number): number;
}

/** A zone of `context/sources.yaml`: an offset (`+02:00`) or an IANA name (`Europe/Berlin`); null when it is neither. */
export function zoneOf(name: string): Zone | null {
  const fixed = fixedOffset(name);
  if (fixed !== null) return { utc: (wallUs) => wallUs - fixed };
  try {
    return new NamedZone(new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const PARTS = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** Offsets change on the quarter hour at most; within one they are asked for once. */
const QUARTER_US = 15 * MINUTE_US;
const REMEMBERED = 4096;

class NamedZone implements Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  constructor(format: Intl.DateTimeFormat) {
    this.#format = format;
  }

  utc(wallUs: number): number {
    // The offset a day earlier and a day later bracket any change; the larger one gives the earlier instant.
    const before = this.#offset(wallUs - 24 * 60 * MINUTE_US);
    const after = this.#offset(wallUs + 24 * 60 * MINUTE_US);
    const early = wallUs - Math.max(before, after);
    const late = wallUs - Math.min(before, after);
    return this.#offset(early) === Math.max(before, after) ? early : late;
  }

  #offset(us: number): number {
    const quarter = Math.floor(us / QUARTER_US);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size >= REMEMBERED) this.#offsets.clear();
    const offset = this.#ask(quarter * QUARTER_US);
    this.#offsets.set(quarter, offset);
    return offset;
  }

  #ask(us: number): number {
    const date = new Date(us / 1000);
    if (Number.isNaN(date.getTime())) return 0;
    const part = new Map(this.#format.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
    const wall = Date.UTC(
      part.get('year') ?? 0,
      (part.get('month') ?? 1) - 1,
      part.get('day'),
      part.get('hour'),
      part.get('minute'),
      part.get('second'),
    );
    return wall * 1000 - us;
  }
}
