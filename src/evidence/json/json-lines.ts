import { byteOrderMark, readPlacedLines, type Span } from '../text/index.ts';
import type { EvidenceFile } from '../reader.ts';
import { JsonLine } from './json-line.ts';
import type { JsonRefusal } from './scan.ts';

/** Longest line that is read, in bytes. */
const JSON_LINE_LIMIT = 16 << 20;

const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;

export interface JsonLineVisitor {
  /** One object, its offset and its size with the line end; `line` is used again after the call. Returns false to stop reading. */
  line(line: JsonLine, offset: number, size: number): boolean;
  /** A stretch that is no object; reading goes on behind it. */
  refuse(offset: number, bytes: number, code: JsonRefusal | 'TEXT_LINE_TOO_LONG' | 'TEXT_BINARY'): void;
  /** Whether a line that is no object stands between the records of its tool; such lines are passed over as blank ones are. */
  passesOver?(bytes: Buffer, from: number, to: number): boolean;
}

/**
 * Reads a file of one JSON object a line, in bounded memory; with a span the lines that begin in it. The brackets and commas of an array that has
 * each object on a line of its own are passed over, as blank lines are.
 */
export function readJsonLines(file: EvidenceFile, visitor: JsonLineVisitor, span?: Span): void {
  const json = new JsonLine();
  readPlacedLines(
    file,
    JSON_LINE_LIMIT,
    {
      line(bytes, start, end, offset, size) {
        const from = objectStart(bytes, start + (offset === 0 ? byteOrderMark(bytes.subarray(start, start + 3)) : 0), end);
        const to = objectEnd(bytes, from, end);
        if (from >= to) return true;
        const refusal = json.open(bytes, from, to);
        if (refusal === null) return visitor.line(json, offset, size);
        if (visitor.passesOver?.(bytes, from, to) === true) return true;
        visitor.refuse(offset, size, refusal);
        return true;
      },
      refuse: (offset, bytes, code) => visitor.refuse(offset, bytes, code),
    },
    span,
  );
}

/** Behind white space and the one bracket or comma that an array puts before an object. */
function objectStart(bytes: Buffer, start: number, end: number): number {
  const first = skipBlank(bytes, start, end);
  const byte = first < end ? bytes[first] : 0;
  return byte === OPEN_ARRAY || byte === COMMA ? skipBlank(bytes, first + 1, end) : first;
}

/** Before white space and the one bracket or comma that an array puts behind an object. */
function objectEnd(bytes: Buffer, start: number, end: number): number {
  const last = trimBlank(bytes, start, end);
  const byte = last > start ? bytes[last - 1] : 0;
  return byte === CLOSE_ARRAY || byte === COMMA ? trimBlank(bytes, start, last - 1) : last;
}

function skipBlank(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

function trimBlank(bytes: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(bytes[at - 1])) at--;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 9 || byte === 13;
}
