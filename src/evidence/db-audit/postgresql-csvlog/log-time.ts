import { fixedOffset, instantFromIso, utcOfWall, zoneOf, type Instant, type Zone } from '../../../lib/index.ts';

export interface LogTime {
  readonly instant: Instant;
  /** Whether UTC was taken because neither the record nor the context says which zone it is. */
  readonly assumed: boolean;
}

/**
 * Reads log_time (`2024-01-15 10:13:36.123 CET`). A record names its zone by an abbreviation; only UTC, GMT and numeric ones say which it is. For
 * the others the carrier's context decides, and without it UTC is taken and said to be an assumption.
 */
export class LogClock {
  readonly #context: Zone | null;

  /** `zone` as in `EvidenceFile`. */
  constructor(zone: string | null) {
    this.#context = zone === null ? null : zoneOf(zone);
  }

  /** Null when the text is no time. */
  read(text: string): LogTime | null {
    const space = text.lastIndexOf(' ');
    if (space < 19) return null;
    const wall = instantFromIso(text.slice(0, space));
    if (!wall) return null;
    const name = text.slice(space + 1);
    const offset = fixedOffset(name);
    if (offset !== null) return { instant: { ...wall, us: wall.us - offset }, assumed: false };
    return { instant: this.#context ? { ...wall, us: utcOfWall(this.#context, wall.us) } : wall, assumed: !this.#context };
  }
}
