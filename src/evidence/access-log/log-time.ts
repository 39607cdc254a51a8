import { instantFromIso, utcOfWall, zoneOf, type Instant, type Zone } from '../../lib/index.ts';
import { secondsOfDay } from '../text/index.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: ([+-]\d{4}))?$/;
/** `10/Oct/2000:13:55:36 -0700` */
const USUAL_LENGTH = 26;
const DATE_LENGTH = 12;

/** A time, and whether its zone had to be assumed. */
export interface LogTime {
  readonly instant: Instant;
  readonly assumed: boolean;
}

/** Reads the times of access logs: the server's local time with its offset (Apache's `%t`), or ISO 8601 (`$time_iso8601` of nginx). */
export class AccessClock {
  /** Zone of times that stand without an offset. */
  readonly #zone: Zone | null;
  /** Day and offset read last, as bytes, and that midnight in µs: a day has thousands of lines. */
  readonly #known = new Uint8Array(USUAL_LENGTH);
  #midnight: number | null = null;

  constructor(zone: string | null) {
    this.#zone = zone === null ? null : zoneOf(zone);
  }

  /** The time that stands in `bytes` from `from` to `to`; null when it is none. */
  read(bytes: Buffer, from: number, to: number): LogTime | null {
    if (to - from === USUAL_LENGTH && this.#midnight !== null && this.#isKnown(bytes, from)) {
      const seconds = secondsOfDay(bytes, from + DATE_LENGTH);
      if (seconds !== null) return { instant: { us: this.#midnight + seconds * 1_000_000, tick: 0, digits: 0 }, assumed: false };
    }
    const text = bytes.toString('latin1', from, Math.min(to, from + 64));
    const time = this.#slowly(text);
    const seconds =
      time && !time.assumed && text.length === USUAL_LENGTH && text[2] === '/' ? secondsOfDay(bytes, from + DATE_LENGTH) : null;
    if (time && seconds !== null) {
      this.#known.set(bytes.subarray(from, to));
      this.#midnight = time.instant.us - seconds * 1_000_000;
    }
    return time;
  }

  #slowly(text: string): LogTime | null {
    const m = TIME.exec(text);
    const month = MONTHS.indexOf(m?.[2] ?? '') + 1;
    const iso = m ? `${m[3] ?? ''}-${String(month).padStart(2, '0')}-${m[1] ?? ''}T${m[4] ?? ''}${m[5] ?? ''}` : text;
    const instant = instantFromIso(iso);
    if (!instant || (m && month === 0)) return null;
    if (/(?:Z|[+-]\d\d:?\d\d)$/.test(iso)) return { instant, assumed: false };
    return this.#zone ? { instant: { ...instant, us: utcOfWall(this.#zone, instant.us) }, assumed: false } : { instant, assumed: true };
  }

  /** Whether day and offset are those read last. */
  #isKnown(bytes: Buffer, from: number): boolean {
    for (let i = 0; i < USUAL_LENGTH; i++) {
      if (i === DATE_LENGTH) i += 8;
      if (bytes[from + i] !== this.#known[i]) return false;
    }
    return true;
  }
}
