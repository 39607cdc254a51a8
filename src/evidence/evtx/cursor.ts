import type { Chunk } from './chunk.ts';

/**
 * Reads little-endian numbers and names from a stretch of a chunk. Past the stretch every read gives 0 and `damaged` stays set,
 * so that a parser asks once at its end instead of before each read.
 */
export class Cursor {
  readonly chunk: Chunk;
  position: number;
  readonly end: number;
  damaged = false;

  constructor(chunk: Chunk, position: number, end: number) {
    this.chunk = chunk;
    this.position = position;
    this.end = Math.min(end, chunk.length);
  }

  u8(): number {
    return this.#has(1) ? this.chunk.view.getUint8(this.position++) : 0;
  }

  u16(): number {
    if (!this.#has(2)) return 0;
    this.position += 2;
    return this.chunk.view.getUint16(this.position - 2, true);
  }

  u32(): number {
    if (!this.#has(4)) return 0;
    this.position += 4;
    return this.chunk.view.getUint32(this.position - 4, true);
  }

  skip(bytes: number): void {
    if (this.#has(bytes)) this.position += bytes;
  }

  /** Characters behind a 16-bit count of UTF-16 units. */
  text(): string {
    const bytes = this.u16() * 2;
    if (!this.#has(bytes)) return '';
    this.position += bytes;
    return this.chunk.bytes.toString('utf16le', this.position - bytes, this.position).toWellFormed();
  }

  /** Where the name lies that is referred to here; it follows the reference when it is the chunk's first use of it. */
  nameOffset(): number {
    const offset = this.u32();
    if (offset === this.position) this.skip(this.chunk.nameSize(offset));
    if (this.chunk.name(offset) === null) this.damaged = true;
    return offset;
  }

  #has(bytes: number): boolean {
    if (this.position + bytes <= this.end && !this.damaged) return true;
    this.damaged = true;
    return false;
  }
}
