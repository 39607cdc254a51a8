import type { EvidenceFile } from '../reader.ts';

/** Bytes of UTF-16 that are turned at a time; even. */
const BLOCK = 1 << 16;

/** Where an offset of the text stands in the evidence file itself. */
export interface Places {
  /** Offset in the file of what stands at `offset` of the text; fast where offsets go up from call to call. */
  inFile(offset: number): number;
  /** The other way. */
  inText(offset: number): number;
}

export interface TextFile {
  /** The file's text in UTF-8. */
  readonly file: EvidenceFile;
  readonly places: Places;
}

const same: Places = { inFile: (offset) => offset, inText: (offset) => offset };

/** The file as UTF-8 text: itself, or what stands in its UTF-16 where it begins with a byte order mark of that (what PowerShell redirects is). */
export function textFile(file: EvidenceFile): TextFile {
  const mark = Buffer.alloc(2);
  if (file.read(mark, 0) < 2 || utf16Order(mark) === null) return { file, places: same };
  const view = new Utf16View(file, utf16Order(mark) === 'big');
  const utf8: EvidenceFile = {
    path: file.path,
    size: view.size,
    zone: file.zone ?? null,
    read: (buffer, position) => view.read(buffer, position),
  };
  return { file: utf8, places: view };
}

/** What UTF-16 the bytes begin with; null where their mark is none. */
export function utf16Order(head: Uint8Array): 'little' | 'big' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'little';
  return head[0] === 0xfe && head[1] === 0xff ? 'big' : null;
}

/** The first bytes of a file as UTF-8. */
export function textHead(head: Uint8Array): Buffer {
  const order = utf16Order(head);
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (order === null) return bytes;
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return Buffer.from((order === 'big' ? even.swap16() : even).toString('utf16le'));
}

/** UTF-16 seen as UTF-8. Only where its blocks begin is kept; their text is made again when it is read. */
class Utf16View implements Places {
  readonly size: number;
  readonly #file: EvidenceFile;
  readonly #big: boolean;
  /** Where each block begins in the text, and, last, where the text ends; block b begins at b × BLOCK of the file. */
  readonly #starts: number[] = [0];
  #block = -1;
  #text = Buffer.alloc(0);
  /** Bytes of the block that belong to a character of the block before it: 0 or 2. */
  #lead = 0;
  /** The place in the current block that was asked for last: bytes of text, bytes of the block. */
  #seen = { text: 0, file: 0 };

  constructor(file: EvidenceFile, big: boolean) {
    this.#file = file;
    this.#big = big;
    let end = 0;
    for (let block = 0; block * BLOCK < file.size; block++) {
      this.#load(block);
      end += this.#text.length;
      this.#starts.push(end);
    }
    this.size = end;
  }

  read(buffer: Uint8Array, position: number): number {
    let filled = 0;
    while (filled < buffer.length && position + filled < this.size) {
      const block = this.#open(position + filled);
      const copied = this.#text.copy(buffer, filled, position + filled - (this.#starts[block] ?? 0));
      if (copied === 0) break;
      filled += copied;
    }
    return filled;
  }

  inFile(offset: number): number {
    if (offset >= this.size) return this.#file.size;
    const block = this.#open(offset);
    const target = offset - (this.#starts[block] ?? 0);
    return block * BLOCK + this.#walk((seen) => seen.text < target, this.#seen.text <= target).file;
  }

  inText(offset: number): number {
    const block = Math.floor(offset / BLOCK);
    if (offset < 0 || block > this.#starts.length - 2) return this.size;
    this.#load(block);
    const target = offset - block * BLOCK;
    return (this.#starts[block] ?? 0) + this.#walk((seen) => seen.file < target, false).text;
  }

  /** Goes on by characters, from where it stands or from the block's start. */
  #walk(more: (seen: { text: number; file: number }) => boolean, onward: boolean): { text: number; file: number } {
    const seen = onward ? this.#seen : { text: 0, file: this.#lead };
    while (seen.text < this.#text.length && more(seen)) {
      const lead = this.#text[seen.text] ?? 0;
      seen.text += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      seen.file += lead < 0xf0 ? 2 : 4;
    }
    this.#seen = seen;
    return seen;
  }

  /** Makes the block current that holds the offset. */
  #open(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    if (low !== this.#block) this.#load(low);
    return low;
  }

  /** Turns one block. A character whose two halves its edge parts belongs to the block in which it begins; halves that stand alone become U+FFFD. */
  #load(block: number): void {
    const start = block * BLOCK;
    const before = block > 0 ? 2 : 0;
    const bytes = Buffer.alloc(before + BLOCK + 2);
    const length = this.#file.read(bytes, start - before) & ~1;
    const units = bytes.subarray(0, length);
    if (this.#big) units.swap16();
    const parted = (at: number): boolean => at >= 2 && at + 2 <= length && isHigh(units, at - 2) && isLow(units, at);
    const end = Math.min(length, before + BLOCK);
    this.#lead = parted(before) ? 2 : 0;
    this.#block = block;
    this.#text = Buffer.from(units.toString('utf16le', before + this.#lead, parted(end) ? end + 2 : end));
    this.#seen = { text: 0, file: this.#lead };
  }
}

function isHigh(units: Buffer, at: number): boolean {
  return ((units[at + 1] ?? 0) & 0xfc) === 0xd8;
}

function isLow(units: Buffer, at: number): boolean {
  return ((units[at + 1] ?? 0) & 0xfc) === 0xdc;
}
