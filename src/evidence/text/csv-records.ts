import type { EvidenceFile } from '../reader.ts';
import { CsvRecord } from './csv-record.ts';
import { byteOrderMark } from './decode.ts';
import { Window } from './window.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const END = -1;
/** Equal to no byte. */
const NONE = -2;

/** What a stretch that is no record is refused for; codes of the error catalogue. */
export type CsvRefusal = 'CSV_DAMAGED' | 'CSV_CUT' | 'CSV_TOO_LONG';

export interface CsvShape {
  /** Longest record, in bytes, that is held in memory. */
  readonly limit: number;
  /** Most columns that are kept. */
  readonly columns: number;
  /** The byte between columns; a comma when absent. */
  readonly delimiter?: number;
  /** The byte around a quoted column; `"` when absent, null where columns are never quoted. */
  readonly quote?: number | null;
  /** Whether a record may start at this index: how reading finds its feet again after damage. `bytes` holds at least `reach` bytes from there, or all there are. */
  starts(bytes: Buffer, index: number): boolean;
  readonly reach: number;
}

export interface CsvVisitor {
  /** One well-formed record; returns false to stop reading. */
  record(record: CsvRecord): boolean;
  /** A stretch that is no record; reading goes on behind it. */
  refuse(offset: number, bytes: number, code: CsvRefusal): void;
}

const REFUSALS = { damaged: 'CSV_DAMAGED', cut: 'CSV_CUT', long: 'CSV_TOO_LONG' } as const satisfies Record<string, CsvRefusal>;

/**
 * Reads comma-separated records whose quoted columns may hold line ends (RFC 4180), in bounded memory.
 *
 * A record that breaks the rules of quoting, or holds NUL bytes, is refused up to the next line that may start one. A well-formed record is never
 * searched for further starts, however long, so that nobody can smuggle in a record inside a quoted column. A record that the end of the file
 * cuts is refused to the end. A byte is looked at three times at most: an unclosed quote swallows the next record's opening quote, which is an error
 * at once, so the stretch between two damaged places is scanned once as part of a record and once more to find where the next one starts.
 */
export function readCsvRecords(file: EvidenceFile, from: number, shape: CsvShape, visitor: CsvVisitor): void {
  new CsvScan(new Window(file, from), shape, visitor).run();
}

class CsvScan {
  readonly #window: Window;
  readonly #shape: CsvShape;
  readonly #visitor: CsvVisitor;
  readonly #record: CsvRecord;
  readonly #delimiter: number;
  readonly #quote: number;
  #bytes: Buffer = Buffer.alloc(0);
  /** Index in the window of the first byte that is kept; everything else counts from there. */
  #start = 0;
  #at = 0;
  /** Offset in the file of the record that is scanned; its first bytes are forgotten once it is longer than the limit. */
  #origin = 0;

  constructor(window: Window, shape: CsvShape, visitor: CsvVisitor) {
    this.#window = window;
    this.#shape = shape;
    this.#visitor = visitor;
    this.#delimiter = shape.delimiter ?? COMMA;
    this.#quote = shape.quote === undefined ? QUOTE : (shape.quote ?? NONE);
    this.#record = new CsvRecord(shape.columns, this.#quote);
  }

  run(): void {
    this.#more();
    if (this.#window.base === 0) this.#start = byteOrderMark(this.#bytes);
    while (this.#skipBlank()) {
      this.#origin = this.#offset();
      this.#at = 0;
      const outcome = this.#mayStart() ? this.#scan() : 'damaged';
      if (outcome === 'record' && !this.#visitor.record(this.#record)) return;
      if (outcome === 'damaged') this.#resume();
      else this.#start += this.#at;
      if (outcome !== 'record') this.#visitor.refuse(this.#origin, this.#offset() - this.#origin, REFUSALS[outcome]);
    }
  }

  /** Moves over line ends between records; false at the end of the file. */
  #skipBlank(): boolean {
    for (; ; this.#start++) {
      const byte = this.#byte(0);
      if (byte !== NEWLINE && byte !== RETURN) return byte !== END;
    }
  }

  /** Scans one record; leaves `at` behind it, or where it went wrong. */
  #scan(): 'record' | keyof typeof REFUSALS {
    const record = this.#record;
    record.clear();
    for (;;) {
      const from = this.#at;
      const problem = this.#byte(this.#at) === this.#quote ? this.#quoted() : this.#plain();
      this.#bound();
      if (problem) return problem;
      record.add(from, this.#at);
      const byte = this.#byte(this.#at);
      if (byte === this.#delimiter) {
        this.#at++;
        continue;
      }
      if (byte !== END) this.#at += byte === RETURN ? 2 : 1;
      if (this.#forgotten) return 'long';
      const whole = this.#bytes.subarray(this.#start, this.#start + this.#at);
      if (whole.includes(0)) return 'damaged';
      record.complete(whole, this.#origin, byte !== END);
      return 'record';
    }
  }

  /** Moves behind a quoted column. */
  #quoted(): 'damaged' | 'cut' | null {
    this.#at++;
    for (;;) {
      const quote = this.#bytes.indexOf(this.#quote, this.#start + this.#at);
      if (quote < 0) {
        this.#at = this.#bytes.length - this.#start;
        this.#bound();
        if (!this.#more()) return 'cut';
        continue;
      }
      this.#at = quote - this.#start + 1;
      if (this.#byte(this.#at) !== this.#quote) return this.#columnEnds() ? null : 'damaged';
      this.#at++;
      this.#bound();
    }
  }

  /** Moves behind a column without quotes. */
  #plain(): 'damaged' | null {
    for (; ; this.#at++) {
      this.#skipOrdinary();
      this.#bound();
      if (this.#columnEnds()) return null;
      if (this.#byte(this.#at) === this.#quote) return 'damaged';
    }
  }

  /** Moves over characters that can neither end a column nor damage it, as far as they are in memory. */
  #skipOrdinary(): void {
    const bytes = this.#bytes;
    const quote = this.#quote;
    const delimiter = this.#delimiter;
    let at = this.#start + this.#at;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === delimiter || byte === NEWLINE || byte === RETURN || byte === quote) break;
    }
    this.#at = at - this.#start;
  }

  #columnEnds(): boolean {
    const byte = this.#byte(this.#at);
    return byte === this.#delimiter || byte === NEWLINE || byte === END || (byte === RETURN && this.#byte(this.#at + 1) === NEWLINE);
  }

  /** Moves the start to the next place where a record may start: behind a line end, or behind NULs. */
  #resume(): void {
    for (;;) {
      const newline = this.#bytes.indexOf(NEWLINE, this.#start);
      const line = this.#bytes.subarray(this.#start, newline < 0 ? undefined : newline);
      const nul = line.lastIndexOf(0);
      if (nul >= 0) this.#start += nul + 1;
      else if (newline >= 0) this.#start = newline + 1;
      else this.#start = this.#bytes.length;
      if (this.#byte(0) === END || ((nul >= 0 || newline >= 0) && this.#mayStart())) return;
    }
  }

  #mayStart(): boolean {
    this.#byte(this.#shape.reach);
    return this.#shape.starts(this.#bytes, this.#start);
  }

  /** Forgets what was scanned of a record that is longer than may be held; scanning goes on to its end. */
  #bound(): void {
    if (this.#at <= this.#shape.limit) return;
    this.#start += this.#at;
    this.#at = 0;
  }

  get #forgotten(): boolean {
    return this.#offset() !== this.#origin;
  }

  #offset(): number {
    return this.#window.base + this.#start;
  }

  /** The byte that many places behind the start, read from the file when it is not here yet. */
  #byte(place: number): number {
    while (this.#start + place >= this.#bytes.length) {
      if (!this.#more()) return END;
    }
    return this.#bytes[this.#start + place] ?? END;
  }

  #more(): boolean {
    const more = this.#window.more(this.#start);
    this.#start = 0;
    this.#bytes = this.#window.bytes;
    return more;
  }
}
