import { LineText } from './line-text.ts';

const QUOTE = 0x22;

/**
 * One line of separated columns, found in one walk over its bytes and decoded when they are asked for. It is reused: valid until the next line is split.
 */
export class SplitLine {
  /** How many columns the line has; those beyond the bound given to the constructor are counted and not kept. */
  count = 0;
  readonly #text = new LineText();
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** 1 where a column stood in quotes. */
  readonly #quoted: Uint8Array;
  #quotes = false;
  #end = 0;

  constructor(columns: number) {
    this.#from = new Int32Array(columns);
    this.#to = new Int32Array(columns);
    this.#quoted = new Uint8Array(columns);
  }

  /** Splits `bytes` from `start` to `end` at every separator (an ASCII character). */
  split(bytes: Buffer, start: number, end: number, separator: number): void {
    this.#end = end;
    const from = this.#from;
    const to = this.#to;
    const kept = from.length;
    let count = 0;
    let first = start;
    let bits = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      bits |= byte;
      if (byte !== separator) continue;
      if (count < kept) {
        from[count] = first;
        to[count] = at;
      }
      count++;
      first = at + 1;
    }
    if (count < kept) {
      from[count] = first;
      to[count] = end;
    }
    this.count = count + 1;
    this.#quotes = false;
    this.#text.begin(bytes, start, end, bits < 0x80);
  }

  /** Does the same where columns may stand in double quotes, a quote inside written twice; a quote that is never closed is an ordinary character. */
  splitQuoted(bytes: Buffer, start: number, end: number, separator: number): void {
    this.#end = end;
    this.#quotes = true;
    this.count = 0;
    this.#text.begin(bytes, start, end, false);
    for (let at = start; at <= end;) {
      const close = bytes[at] === QUOTE && at < end ? closingQuote(bytes, at + 1, end, separator) : -1;
      const behind = close >= 0 ? close + 1 : separatorFrom(bytes, at, end, separator);
      if (close >= 0) this.#add(at + 1, close, 1);
      else this.#add(at, behind, 0);
      at = behind + 1;
    }
  }

  /** Takes the last column off. */
  drop(): void {
    this.count--;
  }

  /** Makes one column of all from a column on. */
  joinFrom(column: number): void {
    if (column >= this.count) return;
    this.#to[column] = this.#end;
    this.count = column + 1;
  }

  /** Where in `bytes` a column begins; the columns must be there. */
  from(column: number): number {
    return this.#from[column] ?? 0;
  }

  /** Where in `bytes` a column ends. */
  to(column: number): number {
    return this.#to[column] ?? 0;
  }

  get bytes(): Buffer {
    return this.#text.bytes;
  }

  /** The column's text; undefined beyond the last. */
  text(column: number): string | undefined {
    const from = this.#from[column];
    const to = this.#to[column];
    if (from === undefined || to === undefined || column >= this.count) return undefined;
    const text = this.#text.cut(from, to);
    return this.#quotes && this.#quoted[column] === 1 ? text.replaceAll('""', '"') : text;
  }

  #add(from: number, to: number, quoted: number): void {
    if (this.count < this.#from.length) {
      this.#from[this.count] = from;
      this.#to[this.count] = to;
      this.#quoted[this.count] = quoted;
    }
    this.count++;
  }
}

function separatorFrom(bytes: Buffer, from: number, end: number, separator: number): number {
  let at = from;
  while (at < end && bytes[at] !== separator) at++;
  return at;
}

/** Index of the quote that closes a column; -1 when none does. */
function closingQuote(bytes: Buffer, from: number, end: number, separator: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] === QUOTE && at + 1 < end) at++;
    else return at + 1 === end || bytes[at + 1] === separator ? at : -1;
  }
  return -1;
}
