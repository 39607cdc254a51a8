import type { EvidenceFile } from '../reader.ts';

/** Bytes asked of the file at a time. */
const BLOCK = 1 << 20;

/**
 * The part of a file that is in memory: a stretch that moves forward. Its memory is what the caller keeps plus one block;
 * the callers bound what they keep.
 */
export class Window {
  readonly #file: EvidenceFile;
  #buffer: Buffer;
  #base: number;
  #length = 0;

  constructor(file: EvidenceFile, from: number) {
    this.#file = file;
    this.#base = from;
    this.#buffer = Buffer.allocUnsafe(Math.max(64, Math.min(BLOCK, file.size - from)));
  }

  /** The bytes in memory; the view is good until the next call of `more`. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Offset in the file of the first byte in memory. */
  get base(): number {
    return this.#base;
  }

  /**
   * Forgets the first `drop` bytes and reads what follows, up to the size the file had when it was opened; false when there is no more.
   * Indices into `bytes` go down by `drop` either way.
   */
  more(drop: number): boolean {
    const kept = this.#length - drop;
    const room = Math.min(BLOCK, this.#file.size - this.#base - this.#length);
    const grow = kept + room > this.#buffer.length;
    const target = grow ? Buffer.allocUnsafe(Math.max(kept + room, Math.min(2 * kept, kept + 16 * BLOCK))) : this.#buffer;
    if (grow || drop > 0) this.#buffer.copy(target, 0, drop, this.#length);
    this.#buffer = target;
    this.#base += drop;
    this.#length = kept;
    if (room <= 0) return false;
    const read = this.#file.read(target.subarray(kept, kept + room), this.#base + kept);
    this.#length += read;
    return read > 0;
  }
}
