import type { EvidenceFile } from '../reader.ts';
import { Window } from './window.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** What a stretch that is no line is refused for; codes of the error catalogue. */
export type LineRefusal = 'TEXT_LINE_TOO_LONG' | 'TEXT_BINARY';

export interface LineVisitor {
  /**
   * One line: its bytes without terminator (a view that is reused after the call), its offset, and its size with the terminator.
   * Returns false to stop reading.
   */
  line(bytes: Buffer, offset: number, size: number): boolean;
  /** A stretch that cannot be a line; reading goes on behind it. */
  refuse(offset: number, bytes: number, code: LineRefusal): void;
}

/**
 * Reads a text file line by line (LF or CR LF) in bounded memory. A line longer than `limit` bytes is refused as a whole, and so is one with
 * NUL bytes; NULs before a line (a server that lost power leaves its log padded with them) are refused apart from it.
 * Empty lines are passed over; every other byte of the file belongs to one call.
 */
export function readLines(file: EvidenceFile, limit: number, visitor: LineVisitor): void {
  const window = new Window(file, 0);
  let start = 0;
  while (window.more(start)) {
    start = visitWhole(window, 0, limit, visitor);
    while (start >= 0 && window.bytes.length - start > limit) {
      start = visitWhole(window, skipLine(window, start, visitor), limit, visitor);
    }
    if (start < 0) return;
  }
  // A failed `more` has moved the unfinished line to the front.
  if (window.bytes.length > 0) visit(window.bytes, window.base, limit, visitor);
}

/** Visits every line from an index on that ends in the window; returns the index behind the last one, or -1 when the visitor has had enough. */
function visitWhole(window: Window, from: number, limit: number, visitor: LineVisitor): number {
  const { bytes, base } = window;
  for (let start = from; ;) {
    start = skipEmpty(bytes, start);
    const end = bytes.indexOf(NEWLINE, start);
    if (end < 0) return start;
    if (!visit(bytes.subarray(start, end + 1), base + start, limit, visitor)) return -1;
    start = end + 1;
  }
}

/** The index behind empty lines; a file can be made of millions of them. */
function skipEmpty(bytes: Buffer, from: number): number {
  for (let at = from; ;) {
    if (bytes[at] === NEWLINE) at += 1;
    else if (bytes[at] === RETURN && bytes[at + 1] === NEWLINE) at += 2;
    else return at;
  }
}

/** Refuses a line that is longer than may be held; returns the index in the window behind what was dealt with. */
function skipLine(window: Window, start: number, visitor: LineVisitor): number {
  const offset = window.base + start;
  for (let from = start; ; from = 0) {
    const end = window.bytes.indexOf(NEWLINE, from);
    const behind = end < 0 ? window.bytes.length : end + 1;
    if (end >= 0 || !window.more(behind)) {
      // After a failed `more` the window is empty and its base is the end of the file.
      const index = end < 0 ? 0 : behind;
      visitor.refuse(offset, window.base + index - offset, 'TEXT_LINE_TOO_LONG');
      return index;
    }
  }
}

function visit(whole: Buffer, offset: number, limit: number, visitor: LineVisitor): boolean {
  if (whole.length > limit) {
    visitor.refuse(offset, whole.length, 'TEXT_LINE_TOO_LONG');
    return true;
  }
  const line = content(whole);
  if (!line.includes(0)) return visitor.line(line, offset, whole.length);
  let nuls = 0;
  while (line[nuls] === 0) nuls++;
  const rest = line.subarray(nuls);
  if (nuls === 0 || rest.length === 0 || rest.includes(0)) {
    visitor.refuse(offset, whole.length, 'TEXT_BINARY');
    return true;
  }
  visitor.refuse(offset, nuls, 'TEXT_BINARY');
  return visitor.line(rest, offset + nuls, whole.length - nuls);
}

/** The line without its terminator. */
function content(whole: Buffer): Buffer {
  let end = whole.length;
  if (end > 0 && whole[end - 1] === NEWLINE) end--;
  if (end > 0 && whole[end - 1] === RETURN) end--;
  return whole.subarray(0, end);
}
