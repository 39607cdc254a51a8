import { crc32 } from 'node:zlib';
import type { EvidenceFile } from '../reader.ts';

/** A log is a file header of one page and then chunks of this size, each of which can be read without the others. */
export const CHUNK_SIZE = 0x10000;
export const FILE_HEADER_SIZE = 0x1000;
/** A chunk's own header, its table of names and its table of templates come before the first record. */
export const FIRST_RECORD = 0x200;

export const CHUNK_MAGIC = 'ElfChnk\0';
const FREE_SPACE_OFFSET = 0x30;
const HEADER_CHECKSUM = 0x7c;

/** The longest name a chunk may give an element or attribute, in UTF-16 units; XML names of real providers stay below 100. */
const NAME_LIMIT = 1024;

/** How many bytes of templates and names one chunk may have compiled: several times what can lie in it without overlapping. */
const COMPILE_BUDGET = 4 * CHUNK_SIZE;

/** The bytes of one chunk and what was already learned about it. Loaded again and again; only the buffers stay. */
export class Chunk {
  /** Room for two chunks, loaded by turns, so that a record can be compared with one of the chunk before. */
  readonly both = new DataView(new ArrayBuffer(2 * CHUNK_SIZE));
  readonly #halves = [halfOf(this.both, 0), halfOf(this.both, CHUNK_SIZE)] as const;
  bytes = this.#halves[0].bytes;
  view = this.#halves[0].view;
  /** Where the chunk lies in `both`. */
  origin = 0;
  /** Counts the chunks loaded here and everywhere: only the one loaded before has a number that is one less. */
  number = 0;
  #loads = 0;
  /** How many bytes the file had for this chunk; fewer than `CHUNK_SIZE` only where the file ends. */
  length = 0;
  /** Where the chunk starts in its file. */
  offset = 0;
  /** What may still be compiled; templates that overlap to cost more than their bytes run into it. */
  budget = COMPILE_BUDGET;
  readonly #names = new Map<number, string | null>();

  /** Reads the chunk that starts at `offset`; whatever the file has of it. */
  load(file: EvidenceFile, offset: number): void {
    const half = this.#halves[(this.#loads++ & 1) as 0 | 1];
    // Two numbers further when another reader loaded a chunk in between.
    this.number = this.number === loads ? ++loads : (loads += 2);
    this.bytes = half.bytes;
    this.view = half.view;
    this.origin = half.bytes.byteOffset;
    this.offset = offset;
    this.length = file.read(this.bytes, offset);
    this.budget = COMPILE_BUDGET;
    this.#names.clear();
  }

  hasMagic(): boolean {
    return this.length >= FIRST_RECORD && this.bytes.toString('latin1', 0, 8) === CHUNK_MAGIC;
  }

  isEmpty(): boolean {
    return this.bytes.subarray(0, this.length).equals(ZEROS.subarray(0, this.length));
  }

  /** Where the header says the free space begins; it can lie. */
  freeSpace(): number {
    return this.view.getUint32(FREE_SPACE_OFFSET, true);
  }

  /** Whether the header's own checksum holds; it leaves out the checksum's place and the eight bytes before the tables. */
  headerIsWhole(): boolean {
    const sum = crc32(this.bytes.subarray(0x80, FIRST_RECORD), crc32(this.bytes.subarray(0, 0x78)));
    return sum === this.view.getUint32(HEADER_CHECKSUM, true);
  }

  /** The name stored at `offset`: next offset, hash, length, characters. Null when no whole name lies there. */
  name(offset: number): string | null {
    const known = this.#names.get(offset);
    if (known !== undefined) return known;
    const name = this.#readName(offset);
    this.#names.set(offset, name);
    return name;
  }

  /** How many bytes the name stored at `offset` takes, its closing NUL included. */
  nameSize(offset: number): number {
    return offset + 8 <= this.length ? 10 + this.view.getUint16(offset + 6, true) * 2 : 10;
  }

  #readName(offset: number): string | null {
    if (offset + 8 > this.length) return null;
    const units = this.view.getUint16(offset + 6, true);
    const end = offset + 8 + units * 2;
    this.budget -= units;
    if (units > NAME_LIMIT || end > this.length || this.budget < 0) return null;
    let hash = 0;
    for (let at = offset + 8; at < end; at += 2) hash = (Math.imul(hash, 65599) + this.view.getUint16(at, true)) | 0;
    // A page of another chunk written over this one leaves a name that does not fit its hash.
    return (hash & 0xffff) === this.view.getUint16(offset + 4, true)
      ? this.bytes.toString('utf16le', offset + 8, end).toWellFormed()
      : null;
  }
}

let loads = 0;

function halfOf(both: DataView, offset: number): { readonly bytes: Buffer; readonly view: DataView } {
  const buffer = both.buffer as ArrayBuffer;
  return { bytes: Buffer.from(buffer, offset, CHUNK_SIZE), view: new DataView(buffer, offset, CHUNK_SIZE) };
}

const ZEROS = Buffer.alloc(CHUNK_SIZE);
