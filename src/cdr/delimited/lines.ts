import { readSync } from 'node:fs';

/** A line as it stands in the file, without its line end. */
export interface Line {
  readonly offset: number;
  /** Bytes it takes in the file, line end included. */
  readonly size: number;
  /** Null when it is longer than `MAX_LINE`: such a line is no call record. */
  readonly bytes: Buffer | null;
}

/** Bytes of the longest line that is looked at. */
export const MAX_LINE = 1 << 20;

const BLOCK = 1 << 20;

/** The lines of an open file from a position on; line ends are LF or CR LF. Holds two blocks at most. */
export function* linesOf(file: number, from: number): Generator<Line> {
  let buffer = Buffer.alloc(0);
  let position = from;
  let start = from;
  /** Bytes of a line that is too long and was let go already. */
  let dropped = 0;
  for (;;) {
    const block = Buffer.allocUnsafe(BLOCK);
    const read = readSync(file, block, 0, BLOCK, position);
    position += read;
    let rest = buffer.length === 0 ? block.subarray(0, read) : Buffer.concat([buffer, block.subarray(0, read)]);
    for (;;) {
      const end = rest.indexOf(0x0a);
      if (end < 0) break;
      const size = dropped + end + 1;
      yield { offset: start, size, bytes: dropped > 0 || end > MAX_LINE ? null : withoutReturn(rest.subarray(0, end)) };
      start += size;
      dropped = 0;
      rest = rest.subarray(end + 1);
    }
    if (read === 0) {
      if (dropped + rest.length > 0) yield { offset: start, size: dropped + rest.length, bytes: dropped > 0 ? null : withoutReturn(rest) };
      return;
    }
    if (rest.length > MAX_LINE) {
      dropped += rest.length;
      rest = Buffer.alloc(0);
    }
    buffer = Buffer.from(rest);
  }
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
}
