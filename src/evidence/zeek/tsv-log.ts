import { problem, type ErrorCode } from '../../lib/index.ts';
import type { ReadSink } from '../reader.ts';
import type { PlacedLineVisitor } from '../text/index.ts';
import { instantFromTsv } from './epoch.ts';
import type { Header } from './header.ts';
import { ZeekTsvEvent } from './tsv-event.ts';

const HASH = 0x23;

/** The lines of a text log: directives say how the lines behind them are read; every other line is a record. */
export class TsvLog implements PlacedLineVisitor {
  readonly #sink: ReadSink;
  readonly #header: Header;
  #event: ZeekTsvEvent | null = null;
  /** Of the columns; it is kept while logs change. */
  #ends = new Int32Array(64);

  constructor(header: Header, sink: ReadSink) {
    this.#header = header;
    this.#sink = sink;
    this.#event = this.#newEvent();
  }

  line(bytes: Buffer, start: number, end: number, offset: number, size: number): true {
    if (isDirective(bytes, start)) {
      this.#header.directive(directiveOf(bytes, start, end));
      this.#event = this.#newEvent();
    } else this.#record(bytes, behindMark(bytes, start), end, offset, size);
    return true;
  }

  refuse(offset: number, bytes: number, code: ErrorCode): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, { bytes }) });
  }

  #record(bytes: Buffer, start: number, end: number, offset: number, size: number): void {
    const event = this.#event;
    const columns = this.#header.columns;
    if (event === null || columns === null) return this.#quarantine(offset, size, 'ZEEK_NO_FIELDS');
    const found = event.line(bytes, start, end);
    const expected = columns.list.length;
    if (found !== expected) return this.#quarantine(offset, size, 'ZEEK_FIELD_COUNT', { found, expected });
    const time = columns.time < 0 ? null : instantFromTsv(bytes, event.from(columns.time), event.to(columns.time));
    if (time === null) return this.#quarantine(offset, size, 'ZEEK_TIME_MISSING');
    event.offset = offset;
    event.size = size;
    event.time = time;
    this.#sink.event(event);
  }

  #newEvent(): ZeekTsvEvent | null {
    const { columns, path } = this.#header;
    if (columns === null) return null;
    if (columns.list.length > this.#ends.length) this.#ends = new Int32Array(columns.list.length);
    return new ZeekTsvEvent(columns, path, this.#ends);
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number> = {}): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}

/** Whether the line that begins there is a directive or a comment. */
export function isDirective(bytes: Buffer, start: number): boolean {
  return bytes[behindMark(bytes, start)] === HASH;
}

/** Such a line without a byte order mark. */
export function directiveOf(bytes: Buffer, start: number, end: number): Buffer {
  return bytes.subarray(behindMark(bytes, start), end);
}

/** Logs that were joined carry byte order marks in their middle too. */
function behindMark(bytes: Buffer, start: number): number {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? start + 3 : start;
}
