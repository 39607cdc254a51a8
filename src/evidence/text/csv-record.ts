import { decodeText } from './decode.ts';

const QUOTE = 0x22;

/** One record of a delimited text, its columns undecoded. It is reused: valid until the next record is read. */
export class CsvRecord {
  /** Offset in the file, and size with the line end. */
  offset = 0;
  size = 0;
  /** Whether a line end closes it; false for what stands last in a file without one. */
  ended = true;
  /** How many columns it has; those beyond the reader's bound are counted and not kept. */
  count = 0;
  #bytes: Buffer = Buffer.alloc(0);
  readonly #from: Int32Array;
  readonly #to: Int32Array;

  constructor(columns: number) {
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
    this.#bytes = bytes;
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
    if (this.#bytes[from] !== QUOTE) return decodeText(this.#bytes.subarray(from, to));
    const inner = this.#bytes.subarray(from + 1, to - 1);
    const text = decodeText(inner);
    return inner.includes(QUOTE) ? text.replaceAll('""', '"') : text;
  }
}
