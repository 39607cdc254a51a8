import { MAX_MEMBERS } from './limits.ts';
import { ArchiveProblem, damaged } from './problem.ts';

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/** The bytes of a 7z header, read one after the other; throws an `ArchiveProblem` where they end too early. */
export class HeaderBytes {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw damaged('its header is broken');
    this.#at += 1;
    return byte;
  }

  take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#at) throw damaged('its header is broken');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  /** A number: the set upper bits of the first byte say how many bytes follow, the others are its highest bits (7zFormat.txt, "REAL_UINT64"). */
  number(): number {
    const first = this.byte();
    let value = 0;
    let mask = 0x80;
    let scale = 1;
    for (let i = 0; i < 8; i += 1) {
      if ((first & mask) === 0) {
        value += (first & (mask - 1)) * scale;
        break;
      }
      value += this.byte() * scale;
      scale *= 256;
      mask >>= 1;
    }
    if (!Number.isSafeInteger(value)) throw damaged('its header is broken');
    return value;
  }

  /** A number of things, each of which takes at least a part of a byte somewhere. */
  count(): number {
    const count = this.number();
    if (count > MAX_MEMBERS) throw new ArchiveProblem('ARCHIVE_MEMBERS', { limit: MAX_MEMBERS });
    return count;
  }

  bits(count: number): boolean[] {
    let byte = 0;
    return Array.from({ length: count }, (_, index) => {
      if (index % 8 === 0) byte = this.byte();
      return (byte & (0x80 >> (index % 8))) !== 0;
    });
  }

  #defined(count: number): boolean[] {
    return this.byte() === 0 ? this.bits(count) : Array.from({ length: count }, () => true);
  }

  #word(): number {
    const bytes = this.take(4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  }

  checksums(count: number): (number | null)[] {
    return this.#defined(count).map((defined) => (defined ? this.#word() : null));
  }

  attributes(count: number): (number | null)[] {
    const defined = this.#defined(count);
    if (this.byte() !== 0) return [];
    return defined.map((is) => (is ? this.#word() : null));
  }

  /** UTF-16LE up to a NUL. */
  name(): string {
    const start = this.#at;
    for (;;) {
      const unit = this.take(2);
      if (unit[0] === 0 && unit[1] === 0) return utf16.decode(this.#bytes.subarray(start, this.#at - 2));
    }
  }
}
