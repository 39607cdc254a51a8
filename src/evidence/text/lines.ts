import type { EvidenceFile } from '../reader.ts';
import { behindLine, LineScan, type LineRefusal, type PlacedLineVisitor, type Span } from './line-scan.ts';
import { Window } from './window.ts';

export interface LineVisitor {
  /**
   * One line: its bytes without terminator (a view that is reused after the call), its offset, and its size with the terminator.
   * Returns false to stop reading.
   */
  line(bytes: Buffer, offset: number, size: number): boolean;
  /** A stretch that cannot be a line; reading goes on behind it. */
  refuse(offset: number, bytes: number, code: LineRefusal): void;
}

const WHOLE: Span = { from: 0, to: Infinity };

/**
 * Reads a text file line by line (LF or CR LF) in bounded memory. A line longer than `limit` bytes is refused as a whole, and so is one with
 * NUL bytes; NULs before a line (a server that lost power leaves its log padded with them) are refused apart from it.
 * Empty lines are passed over; every other byte of the file belongs to one call.
 *
 * With a span, the lines that begin in it are read, each to its end: spans that lie side by side give together what the whole gives.
 */
export function readLines(file: EvidenceFile, limit: number, visitor: LineVisitor, span: Span = WHOLE): void {
  const placed: PlacedLineVisitor = {
    line: (bytes, start, end, offset, size) => visitor.line(bytes.subarray(start, end), offset, size),
    refuse: (offset, bytes, code) => visitor.refuse(offset, bytes, code),
  };
  readPlacedLines(file, limit, placed, span);
}

/** Does what `readLines` does, without a view for each line: a visitor is told where in the block the line stands. */
export function readPlacedLines(file: EvidenceFile, limit: number, visitor: PlacedLineVisitor, span: Span = WHOLE): void {
  new LineScan(file, limit, visitor, span, null).run();
}

/**
 * Visits, of the lines that `readPlacedLines` would visit, those that hold one of the marks (ASCII), and maybe the last one. Lines without a mark
 * cost no more than the search for it. Of the refusals those of long lines are told, others may be.
 */
export function readMarkedLines(
  file: EvidenceFile,
  limit: number,
  marks: readonly string[],
  visitor: PlacedLineVisitor,
  span: Span = WHOLE,
): void {
  new LineScan(file, limit, visitor, span, marks).run();
}

/** Cuts a file into spans of about `bytes`, each of which begins where a line does. */
export function cutAtLines(file: EvidenceFile, bytes: number): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  do {
    const at = from + Math.max(1, bytes);
    let to = file.size;
    if (at < to) {
      const window = new Window(file, at - 1);
      const index = behindLine(window, 0);
      to = window.base + index;
    }
    spans.push({ from, to });
    from = to;
  } while (from < file.size);
  return spans;
}
