import { decodeText } from './decode.ts';

/** The text of one line, from which pieces are cut. It is reused: valid until it begins anew, and while the bytes stay. */
export class LineText {
  bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #ascii = true;
  #text: string | null = null;

  /** Turns to `bytes` from `start` to `end`; `ascii` only where all of them are below 0x80. */
  begin(bytes: Buffer, start: number, end: number, ascii: boolean): void {
    this.bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#ascii = ascii;
    this.#text = null;
  }

  /** The text of the bytes `from` to `to`. */
  cut(from: number, to: number): string {
    if (!this.#ascii) return decodeText(this.bytes.subarray(from, to));
    // One string for the line, and cuts of it: a string made of each piece costs several times as much.
    this.#text ??= this.bytes.toString('latin1', this.#start, this.#end);
    return this.#text.slice(from - this.#start, to - this.#start);
  }
}
