import { CHUNK_SIZE, type Chunk } from './chunk.ts';

const narrow = Buffer.alloc(CHUNK_SIZE / 2);
const windows1252 = new TextDecoder('windows-1252');

/** UTF-16 up to its first NUL, as Windows shows it; halves of surrogate pairs become U+FFFD. */
export function utf16Text({ bytes, view }: Chunk, position: number, size: number): string {
  const end = position + (size & ~1);
  let at = position;
  let units = 0;
  // Two characters at a time, as long as both take one byte and are not NUL.
  for (; at + 4 <= end; at += 4) {
    const pair = view.getInt32(at, true);
    if ((pair & 0xff00ff00) !== 0 || (pair & 0xff) === 0 || pair < 0x10000) break;
    narrow[units++] = pair;
    narrow[units++] = pair >> 16;
  }
  let seen = 0;
  for (; at < end; at += 2) {
    const unit = view.getUint16(at, true);
    if (unit === 0) break;
    seen |= unit;
    narrow[units++] = unit;
  }
  // One byte a character is half the memory, and no pairs to look for.
  if (seen < 0x100) return narrow.toString('latin1', 0, units);
  return bytes.toString('utf16le', position, position + units * 2).toWellFormed();
}

/** Text in the system's ANSI code page, of which the log does not say which it was: read as Windows-1252. */
export function ansiText(bytes: Buffer, position: number, size: number): string {
  const value = bytes.subarray(position, position + size);
  const nul = value.indexOf(0);
  return windows1252.decode(nul < 0 ? value : value.subarray(0, nul));
}
