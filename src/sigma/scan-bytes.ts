import { fold } from './fold.ts';

/** Bit that tells small from capital letters. Set in every byte it folds ASCII, and merges a few other characters besides. */
const FOLD = 0x20;
export const FOLD_WORD = 0x20202020;
/** A longer text than this gets a buffer of its own, so that one hostile record does not hold memory for good. */
const KEPT = 65_536;

/**
 * A text as bytes to be scanned: of each character of the folded text the low byte with `FOLD` set. Equal characters give equal bytes, so whatever
 * the text holds its bytes hold too; the other way round it is only likely. One object serves one text after another.
 */
export class ScanBytes {
  bytes: Uint8Array = new Uint8Array(0);
  /** The same four by four, `FOLD` not yet set. */
  words: Uint32Array = new Uint32Array(0);
  length = 0;
  /** Whether the text is ASCII throughout. */
  ascii = true;
  #buffer: Buffer = Buffer.alloc(0);
  readonly #kept: Buffer = Buffer.alloc(KEPT);

  constructor() {
    this.#use(this.#kept);
  }

  /** Takes a text; folding is left to the scan where all of it is ASCII. */
  load(text: string): void {
    // Room for one character more than ASCII needs, so that bytes equal characters only where all are ASCII.
    const room = text.length + 4;
    this.#use(room <= KEPT ? this.#kept : Buffer.alloc((room + 3) & ~3));
    this.length = this.#buffer.write(text, 0, this.#buffer.length, 'utf8');
    this.ascii = this.length === text.length;
    if (this.ascii) return;
    const folded = fold(text);
    if (folded.length > this.#buffer.length) this.#use(Buffer.alloc((folded.length + 3) & ~3));
    this.length = this.#buffer.write(folded, 0, folded.length, 'latin1');
  }

  #use(buffer: Buffer): void {
    if (this.#buffer === buffer) return;
    this.#buffer = buffer;
    this.bytes = buffer;
    this.words = new Uint32Array(buffer.buffer, buffer.byteOffset, buffer.length >>> 2);
  }
}

/** The bytes a scan looks for where a text is wanted. */
export function soughtBytes(folded: string): Uint8Array {
  return Buffer.from(folded, 'latin1').map((byte) => byte | FOLD);
}

/** Whether the sought bytes stand at `at`. */
export function standAt(text: ScanBytes, at: number, sought: Uint8Array): boolean {
  const { bytes } = text;
  for (let i = 0; i < sought.length; i++) if (((bytes[at + i] ?? 0) | FOLD) !== sought[i]) return false;
  return true;
}
