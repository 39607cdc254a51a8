import { readAt, type ByteSource } from './byte-source.ts';
import { damaged } from './problem.ts';

const WINDOW = 65_536;

/** Bytes `from` to `to` of a source, one at a time: what a decoder in code of our own feeds on. */
export class PackedBytes {
  readonly #source: ByteSource;
  readonly #to: number;
  #next: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(source: ByteSource, from: number, to: number) {
    this.#source = source;
    this.#next = from;
    this.#to = Math.min(to, source.size);
  }

  /** The next byte; throws an `ArchiveProblem` when there is none. */
  byte(): number {
    if (this.#at === this.#bytes.length) this.#fill();
    const byte = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    return byte;
  }

  /** Copies the next bytes, as many as fit. */
  copy(target: Uint8Array): void {
    for (let done = 0; done < target.length;) {
      if (this.#at === this.#bytes.length) this.#fill();
      const piece = this.#bytes.subarray(this.#at, this.#at + target.length - done);
      target.set(piece, done);
      this.#at += piece.length;
      done += piece.length;
    }
  }

  #fill(): void {
    this.#bytes = readAt(this.#source, this.#next, Math.min(WINDOW, this.#to - this.#next));
    if (this.#bytes.length === 0) throw damaged('it ends too early');
    this.#next += this.#bytes.length;
    this.#at = 0;
  }
}
