import { isAscii } from 'node:buffer';
import { LineText } from './line-text.ts';

const QUOTE = 0x22;
/** A longer record is not made one string: a short column cut from it would hold it whole. */
const SHORT = 4096;

/** One record of a delimited text, its columns undecoded. It is reused: valid until the next record is read. */
export class CsvRecord {
  /** Offset in the file, and size with the line end. */
  offset = 0;
  size = 0;
  /** Whether a line end closes it; false for what stands last in a file without one. */
  ended = true;
  /** How many columns it has; those beyond the reader's bound are counted and not kept. */
  count = 0;
  readonly #text = new LineText();
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #quote: number;

  /** `quote` is the byte around quoted columns, negative for none. */
  constructor(columns: number, quote: number = QUOTE) {
    this.#quote = quote;
    this.#from = new Int32Array(columns);
    this.#to = new Int32Array(columns);
  }

  /** Starts over. */
  clear(): void {
    this.count = 0;
  }

  /** Adds the column [from, to) of the record, quotes included. */
  add(from: number, to: number): void {
    if (this.count < this.#from.length) {
      this.#from[this.count] = from;
      this.#to[this.count] = to;
    }
    this.count++;
  }

  /** Says where it stands once all columns are known. */
  complete(bytes: Buffer, offset: number, ended: boolean): void {
    this.#text.begin(bytes, 0, bytes.length, bytes.length <= SHORT && isAscii(bytes));
    this.offset = offset;
    this.size = bytes.length;
    this.ended = ended;
  }

  /** The column's text with quotes taken off; null when nothing at all stands there (`""` is the empty text); undefined beyond the last. */
  text(column: number): string | null | undefined {
    const from = this.#from[column];
    const to = this.#to[column];
    if (from === undefined || to === undefined || column >= this.count) return undefined;
    if (from === to) return null;
    const { bytes } = this.#text;
    if (bytes[from] !== this.#quote) return this.#text.cut(from, to);
    const text = this.#text.cut(from + 1, to - 1);
    const quote = String.fromCharCode(this.#quote);
    return text.includes(quote) ? text.replaceAll(quote + quote, quote) : text;
  }

  /** The first byte of a column; undefined where it is empty or not there. */
  startOf(column: number): number | undefined {
    const from = this.#from[column];
    const to = this.#to[column];
    return from === undefined || from === to || column >= this.count ? undefined : this.#text.bytes[from];
  }
}
