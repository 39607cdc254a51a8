import { varint } from './compact-protocol.ts';
import type { ParquetColumn } from './column.ts';

const TWO_32 = 4_294_967_296;

/** Bits that a number below `size` takes. */
export function bitWidth(size: number): number {
  return Math.max(1, 32 - Math.clz32(Math.max(0, size - 1)));
}

/** One bit-packed run of the hybrid encoding (parquet-format, Encodings.md "RLE"): values of `width` bits, the lowest first; −1 is left out. */
export function packed(values: Int32Array | Uint8Array, width: number, count: number): Uint8Array {
  const groups = Math.ceil(count / 8);
  const head = varint(groups * 2 + 1);
  const bytes = new Uint8Array(head.length + groups * width);
  bytes.set(head);
  let at = head.length;
  let gathered = 0;
  let bits = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (value < 0) continue;
    gathered |= value << bits;
    bits += width;
    while (bits >= 8) {
      bytes[at++] = gathered;
      gathered >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) bytes[at] = gathered;
  return bytes;
}

/** Values as they are, little-endian, those that are none left out. */
export function plain(column: ParquetColumn, count: number): Uint8Array {
  if (column.kind === 'text') return plainTexts(column.dictionary);
  if (column.kind === 'integer') return new Uint8Array(column.values.buffer, column.values.byteOffset, column.values.byteLength);
  const words = new Int32Array(count * 2);
  const { values } = column;
  let at = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (value !== value) continue;
    words[at] = value % TWO_32;
    words[at + 1] = Math.floor(value / TWO_32);
    at += 2;
  }
  return new Uint8Array(words.buffer);
}

/** Texts, each behind its length in bytes. */
function plainTexts(texts: readonly string[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + Buffer.byteLength(text), 0));
  let at = 0;
  for (const text of texts) {
    const length = bytes.write(text, at + 4);
    bytes.writeUInt32LE(length, at);
    at += 4 + length;
  }
  return bytes;
}
