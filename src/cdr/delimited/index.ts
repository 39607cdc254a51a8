import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import type { ErrorCode } from '../../lib/index.ts';
import { RowParser, sniffDelimiter, type Delimiter } from './fields.ts';
import { linesOf, type Line } from './lines.ts';

/** The first row of a file, which names the others' fields. */
export interface Header {
  /** Trimmed. */
  readonly names: readonly string[];
  readonly delimiter: Delimiter;
  /** Where the rows begin. */
  readonly end: number;
}

/** What a reader of delimited text calls: each row in one of two ways. Blank lines are not rows. */
export interface RowSink {
  row(fields: readonly string[], offset: number): void;
  /** A row that cannot be read, with its place and size in bytes. */
  bad(code: ErrorCode, offset: number, size: number): void;
}

/** A quoted field may go over lines, but not over more text than this. */
const MAX_ROW = 1 << 16;

/** Reads the header of an open file (UTF-8, byte order mark or none), sniffing the delimiter unless one is given; a code says why there is none. */
export function readHeader(file: number, delimiter?: Delimiter): Header | { readonly code: ErrorCode } {
  for (const line of linesOf(file, startOf(file))) {
    const text = textOf(line);
    if (typeof text !== 'string') return text;
    if (text === '') continue;
    const parser = new RowParser(delimiter ?? sniffDelimiter(text));
    if (parser.feed(text) !== 'done') return { code: 'CDR_ROW_QUOTES' };
    return { names: parser.fields.map((name) => name.trim()), delimiter: parser.delimiter, end: line.offset + line.size };
  }
  return { code: 'FILE_EMPTY' };
}

/** Reads the rows after the header (LF or CR LF). After a row that cannot be read it goes on with the next line. Throws on an I/O error alone. */
export function readRows(file: number, header: Header, sink: RowSink): void {
  const lines = linesOf(file, header.end);
  /** Lines to be read again, the next one last. */
  const waiting: Line[] = [];
  const next = (): Line | null => {
    const line = waiting.pop();
    if (line) return line;
    const step = lines.next();
    return step.done ? null : step.value;
  };
  for (let line = next(); line; line = next()) {
    const text = textOf(line);
    if (text === '') continue;
    if (typeof text !== 'string') {
      sink.bad(text.code, line.offset, line.size);
      continue;
    }
    const parser = new RowParser(header.delimiter);
    const taken: Line[] = [];
    const outcome = parseRow(parser, text, line, next, taken);
    if (outcome !== 'done') {
      // Only the line where the trouble began is lost; those after it are rows of their own.
      waiting.push(...taken.reverse());
      sink.bad('CDR_ROW_QUOTES', line.offset, line.size);
    } else if (parser.fields.length === header.names.length) sink.row(parser.fields, line.offset);
    else
      sink.bad(
        'CDR_ROW_FIELDS',
        line.offset,
        taken.reduce((sum, l) => sum + l.size, line.size),
      );
  }
}

function parseRow(parser: RowParser, first: string, line: Line, next: () => Line | null, taken: Line[]): 'done' | 'open' | 'malformed' {
  let outcome = parser.feed(first);
  let size = line.size;
  while (outcome === 'open') {
    const more = next();
    if (!more) return 'open';
    taken.push(more);
    size += more.size;
    const text = textOf(more);
    if (typeof text !== 'string' || size > MAX_ROW) return 'open';
    outcome = parser.feed(text);
  }
  return outcome;
}

function textOf(line: Line): string | { readonly code: ErrorCode } {
  if (!line.bytes) return { code: 'CDR_ROW_TOO_LONG' };
  const text = line.bytes.toString('utf8');
  if (text.includes('\u{fffd}') && !isUtf8(line.bytes)) return { code: 'CDR_ROW_NOT_UTF8' };
  return text;
}

/** Where the text begins: after a UTF-8 byte order mark, if there is one. */
function startOf(file: number): number {
  const head = Buffer.alloc(3);
  return readSync(file, head, 0, 3, 0) === 3 && head.equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
}
