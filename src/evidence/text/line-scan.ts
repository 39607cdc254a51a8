import type { EvidenceFile } from '../reader.ts';
import { Window } from './window.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** No index: nothing more is to be read. */
const DONE = -1;

/** What a stretch that is no line is refused for; codes of the error catalogue. */
export type LineRefusal = 'TEXT_LINE_TOO_LONG' | 'TEXT_BINARY';

/** A stretch of a file; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a scan calls, each line by its place in the block that is in memory. */
export interface PlacedLineVisitor {
  /** One line: `bytes` from `start` to `end` (exclusive, without terminator), good until the call returns. Returns false to stop reading. */
  line(bytes: Buffer, start: number, end: number, offset: number, size: number): boolean;
  /** A stretch that cannot be a line; reading goes on behind it. */
  refuse(offset: number, bytes: number, code: LineRefusal): void;
  /** Whether lines are wanted that hold NUL bytes behind their first character; else they are refused. */
  readonly keepsNul?: boolean;
}

/** One walk over the lines of a file that begin in a span: over all of them, or fast over those that hold a mark. */
export class LineScan {
  readonly #window: Window;
  readonly #limit: number;
  readonly #visitor: PlacedLineVisitor;
  readonly #from: number;
  readonly #to: number;
  readonly #marks: readonly string[] | null;

  constructor(file: EvidenceFile, limit: number, visitor: PlacedLineVisitor, { from, to }: Span, marks: readonly string[] | null) {
    // A line begins at `from` when the byte before it ends one.
    this.#window = new Window(file, Math.max(0, from - 1));
    this.#limit = limit;
    this.#visitor = visitor;
    this.#from = from;
    this.#to = to;
    this.#marks = marks;
  }

  run(): void {
    const window = this.#window;
    for (let at = this.#from > 0 ? behindLine(window, 0) : 0; ;) {
      at = this.#marks ? this.#markedLines(this.#marks, at) : this.#wholeLines(at);
      if (at === DONE) return;
      if (window.bytes.length - at > this.#limit) {
        const offset = window.base + at;
        at = behindLine(window, at);
        this.#visitor.refuse(offset, window.base + at - offset, 'TEXT_LINE_TOO_LONG');
        continue;
      }
      const more = window.more(at);
      at = 0;
      if (!more) break;
    }
    // A failed `more` has moved the unfinished line to the front.
    const { bytes, base } = window;
    if (bytes.length > 0) this.#line(bytes, 0, bytes.length, base, true);
  }

  /** Visits every line from an index on that ends in the window; returns the index behind the last one. */
  #wholeLines(from: number): number {
    const { bytes, base } = this.#window;
    const last = this.#to - base;
    // The NUL next to come: looked for once and not in every line.
    let nul = next(bytes, 0, from);
    for (let start = from; ;) {
      start = skipEmpty(bytes, start);
      if (start >= last) return DONE;
      const newline = bytes.indexOf(NEWLINE, start);
      if (newline < 0) return start;
      if (nul < start) nul = next(bytes, 0, start);
      if (!this.#line(bytes, start, newline + 1, base + start, nul < newline)) return DONE;
      start = newline + 1;
    }
  }

  /** Does the same for the lines that hold a mark; returns the index where the last line of the window begins. */
  #markedLines(marks: readonly string[], from: number): number {
    const { bytes, base } = this.#window;
    const last = this.#to - base;
    const places = marks.map(() => -1);
    for (let start = from; ;) {
      let hit = Infinity;
      for (const [i, mark] of marks.entries()) {
        let place = places[i] ?? -1;
        if (place < start) places[i] = place = next(bytes, mark, start);
        if (place < hit) hit = place;
      }
      const begin = Math.max(start, bytes.lastIndexOf(NEWLINE, hit === Infinity ? undefined : hit) + 1);
      if (begin >= last) return DONE;
      if (hit === Infinity) return begin;
      const newline = bytes.indexOf(NEWLINE, hit);
      if (newline < 0) return begin;
      if (!this.#line(bytes, begin, newline + 1, base + begin, true)) return DONE;
      start = newline + 1;
    }
  }

  #line(bytes: Buffer, start: number, behind: number, offset: number, mayHoldNul: boolean): boolean {
    const size = behind - start;
    if (size > this.#limit) {
      this.#visitor.refuse(offset, size, 'TEXT_LINE_TOO_LONG');
      return true;
    }
    let end = behind;
    if (bytes[end - 1] === NEWLINE) end--;
    if (end > start && bytes[end - 1] === RETURN) end--;
    if (!mayHoldNul) return this.#visitor.line(bytes, start, end, offset, size);
    let text = start;
    while (text < end && bytes[text] === 0) text++;
    const pure = this.#visitor.keepsNul === true || next(bytes, 0, text) >= end;
    const nuls = text - start;
    if (pure && nuls === 0) return this.#visitor.line(bytes, start, end, offset, size);
    if (!pure || text === end) {
      this.#visitor.refuse(offset, size, 'TEXT_BINARY');
      return true;
    }
    this.#visitor.refuse(offset, nuls, 'TEXT_BINARY');
    return this.#visitor.line(bytes, text, end, offset + nuls, size - nuls);
  }
}

/** Moves behind the line that an index of the window stands in, however long it is; returns the index in the window of what follows it. */
export function behindLine(window: Window, from: number): number {
  for (let start = from; ; start = 0) {
    const newline = window.bytes.indexOf(NEWLINE, start);
    if (newline >= 0) return newline + 1;
    // After a failed `more` the window is empty and its base is the end of the file.
    if (!window.more(window.bytes.length)) return 0;
  }
}

/** Index of a byte or text from a place on; past every index when there is none. */
function next(bytes: Buffer, sought: number | string, from: number): number {
  const at = typeof sought === 'number' ? bytes.indexOf(sought, from) : bytes.indexOf(sought, from, 'latin1');
  return at < 0 ? Infinity : at;
}

/** The index behind empty lines; a file can be made of millions of them. */
function skipEmpty(bytes: Buffer, from: number): number {
  for (let at = from; ;) {
    if (bytes[at] === NEWLINE) at += 1;
    else if (bytes[at] === RETURN && bytes[at + 1] === NEWLINE) at += 2;
    else return at;
  }
}
