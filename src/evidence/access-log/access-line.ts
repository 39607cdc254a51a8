import { LineText } from '../text/index.ts';
import { placeClient } from './place-client.ts';
import { Place } from './place.ts';
import { unescaped } from './unescaped.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const DASH = 0x2d;
const OPEN = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;
/** Quotes of a line that are kept; no server's format has as many columns. */
const MOST_QUOTES = 128;
/** Longest time in brackets. */
const LONGEST_TIME = 48;

/**
 * One line of an access log taken apart, undecoded. It is reused: valid until the next line is parsed.
 *
 *     [vhost or forwarded addresses] client ident user [time] "request" status bytes ["referer" "agent"] [anything else]
 *
 * The first quote with `] ` before it opens the request: what stands before it comes partly from the client, who can write no quote there, because
 * servers escape it.
 */
export class AccessLine {
  readonly text = new LineText();
  readonly client = new Place();
  readonly ident = new Place();
  readonly user = new Place();
  /** What stands before the client. */
  readonly before = new Place();
  readonly time = new Place();
  readonly request = new Place();
  readonly status = new Place();
  readonly bytes = new Place();
  /** What stands behind the bytes, in order; quoted ones without their quotes. */
  readonly extras: Place[] = [];
  readonly #quotes = new Int32Array(MOST_QUOTES);
  #quoteCount = 0;
  #escapes = false;

  /** Whether the line is a request. `escapes` is false for a server that writes backslashes as they come. */
  parse(bytes: Buffer, start: number, end: number): boolean {
    return this.#parse(bytes, start, end, true) || (this.#escapes && this.#parse(bytes, start, end, false));
  }

  /** The text of a part, escapes resolved; null for nothing and `-`. */
  read({ from, to }: Place): string | null {
    if (from >= to || (to === from + 1 && this.text.bytes[from] === DASH)) return null;
    const text = this.text.cut(from, to);
    return this.#escapes && text.includes('\\') ? unescaped(this.text.bytes.subarray(from, to)) : text;
  }

  #parse(bytes: Buffer, start: number, end: number, escapes: boolean): boolean {
    this.#scan(bytes, start, end, escapes);
    const opening = this.#opening(bytes, start);
    if (opening < 0) return false;
    const open = this.#quotes[opening] ?? 0;
    if (!this.#timeBefore(bytes, start, open - 2)) return false;
    for (let i = opening + 1; i < this.#quoteCount; i++) {
      const close = this.#quotes[i] ?? 0;
      const behind = this.#answer(bytes, close + 1, end);
      if (behind < 0) continue;
      this.request.set(open + 1, close);
      if (!placeClient(this, bytes, start, this.time.from - 2)) return false;
      this.#extras(bytes, behind, end, i + 1);
      if (!escapes) this.#escapes = false;
      return true;
    }
    return false;
  }

  /** Notes where the quotes are. */
  #scan(bytes: Buffer, start: number, end: number, escapes: boolean): void {
    let bits = 0;
    let count = 0;
    this.#escapes = false;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      bits |= byte;
      if (byte === QUOTE) {
        if (count < MOST_QUOTES) this.#quotes[count++] = at;
      } else if (byte === BACKSLASH) {
        this.#escapes = true;
        if (escapes && at + 1 < end) bits |= bytes[++at] ?? 0;
      }
    }
    this.#quoteCount = count;
    this.text.begin(bytes, start, end, bits < 0x80);
  }

  /** Which quote opens the request; -1 when none does. */
  #opening(bytes: Buffer, start: number): number {
    for (let i = 0; i < this.#quoteCount; i++) {
      const at = this.#quotes[i] ?? 0;
      if (at - start > 4 && bytes[at - 1] === SPACE && bytes[at - 2] === CLOSE) return i;
    }
    return -1;
  }

  /** Finds the bracket that the one at `close` closes. */
  #timeBefore(bytes: Buffer, start: number, close: number): boolean {
    const least = Math.max(start + 2, close - LONGEST_TIME);
    let at = close - 1;
    while (at >= least && bytes[at] !== OPEN) at--;
    if (at < least || bytes[at - 1] !== SPACE) return false;
    this.time.set(at + 1, close);
    return true;
  }

  /** Reads status and size behind the request; returns where they end, -1 when they do not stand there. */
  #answer(bytes: Buffer, at: number, end: number): number {
    if (bytes[at] !== SPACE) return -1;
    const status = numberEnd(bytes, at + 1, end);
    if (status === at + 1 || status - at > 4 || bytes[status] !== SPACE || status >= end) return -1;
    const size = numberEnd(bytes, status + 1, end);
    if (size <= status + 1 || (size < end && bytes[size] !== SPACE)) return -1;
    this.status.set(at + 1, status);
    this.bytes.set(status + 1, size);
    return size;
  }

  #extras(bytes: Buffer, from: number, end: number, quote: number): void {
    this.extras.length = 0;
    let next = quote;
    for (let at = from; at < end;) {
      if (bytes[at] === SPACE) {
        at++;
        continue;
      }
      while (next < this.#quoteCount && (this.#quotes[next] ?? 0) < at) next++;
      const close = bytes[at] === QUOTE ? this.#closing(bytes, next + 1, end) : -1;
      if (close >= 0) this.#extra(at + 1, close, true);
      const behind = close >= 0 ? close + 1 : wordEnd(bytes, at, end);
      if (close < 0) this.#extra(at, behind, false);
      at = behind;
    }
  }

  #extra(from: number, to: number, quoted: boolean): void {
    if (this.extras.length < MOST_QUOTES) this.extras.push(new Place(from, to, quoted));
  }

  /** The quote that closes a column: a space, or nothing, follows it. */
  #closing(bytes: Buffer, from: number, end: number): number {
    for (let i = from; i < this.#quoteCount; i++) {
      const at = this.#quotes[i] ?? 0;
      if (at + 1 === end || bytes[at + 1] === SPACE) return at;
    }
    return -1;
  }
}

/** Where a number, or a `-`, ends. */
function numberEnd(bytes: Buffer, from: number, end: number): number {
  if (bytes[from] === DASH && from < end) return from + 1;
  let at = from;
  while (at < end && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at++;
  return at;
}

function wordEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== SPACE) at++;
  return at;
}
