import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EvidenceFile, RawEvent, Reader, ReadSink } from '../reader.ts';
import { byteOrderMark, decodeText, readLines, type LineVisitor } from '../text/index.ts';
import { W3cClock } from './clock.ts';
import { columnsOf, type Columns } from './columns.ts';
import { W3cEvent } from './w3c-event.ts';

/** Longest line that is read, in bytes. IIS itself refuses requests far shorter. */
export const LINE_LIMIT = 1 << 20;

const HASH = 0x23;
const SOFTWARE = /^#Software: Microsoft Internet Information Services/;
const FIELDS = /^#Fields:(?=.*[ \t]time(?:\s|$))(?=.*[ \t]cs-uri-stem(?:\s|$))/;

/** Logs of Internet Information Services in the W3C extended format. Every line that is neither blank nor a directive nor a comment is a record. */
export const iisW3c: Reader = {
  format: 'iis-w3c',
  source: 'iis',

  recognises(head) {
    const nul = head.indexOf(0);
    const text = Buffer.from(head.subarray(byteOrderMark(head), nul < 0 ? undefined : nul)).toString('latin1');
    return text.split('\n').some((line) => line.startsWith('#') && (SOFTWARE.test(line) || FIELDS.test(line)));
  },

  read(file, sink) {
    readLines(file, LINE_LIMIT, new W3cLines(sink));
  },

  readOne(file: EvidenceFile, { offset }): RawEvent | null {
    if (offset === null) return null;
    // The directives before the line say what its columns are, so reading starts at the beginning; other lines are passed over undecoded.
    let found: RawEvent | null = null;
    const lines = new W3cLines({ event: (event) => event.offset === offset && (found = event), quarantine: () => undefined });
    readLines(file, LINE_LIMIT, {
      line(bytes, at, size) {
        if (at === offset || bytes[byteOrderMark(bytes)] === HASH || lines.undated) lines.line(bytes, at, size);
        return at < offset;
      },
      refuse: () => undefined,
    });
    return found;
  },
};

class W3cLines implements LineVisitor {
  readonly #sink: ReadSink;
  readonly #clock = new W3cClock();
  #columns: Columns | null = null;

  constructor(sink: ReadSink) {
    this.#sink = sink;
  }

  /** Whether the day of a line hangs on the lines before it. */
  get undated(): boolean {
    return this.#columns !== null && this.#columns.date < 0;
  }

  line(bytes: Buffer, offset: number, size: number): true {
    // Logs that were joined carry byte order marks in their middle too.
    const text = decodeText(bytes.subarray(byteOrderMark(bytes)));
    if (text.startsWith('#')) this.#directive(text);
    else if (/[^ \t\r]/.test(text)) this.#record(text, offset, size);
    return true;
  }

  refuse(offset: number, bytes: number, code: ErrorCode): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, { bytes }) });
  }

  #directive(text: string): void {
    if (text.startsWith('#Fields:')) this.#columns = columnsOf(text.slice(8));
    else if (text.startsWith('#Date:')) this.#clock.date(text.slice(6));
  }

  #record(text: string, offset: number, size: number): void {
    const columns = this.#columns;
    if (!columns) return this.#quarantine(offset, size, 'W3C_NO_FIELDS', {});
    const values = text.split(columns.separator);
    // Some loggers end each line with the separator.
    if (values.length === columns.names.length + 1 && values.at(-1) === '') values.pop();
    if (values.length !== columns.names.length) {
      return this.#quarantine(offset, size, 'W3C_FIELD_COUNT', { found: values.length, expected: columns.names.length });
    }
    const time = this.#clock.instant(columns.date < 0 ? null : (values[columns.date] ?? ''), values[columns.time] ?? '');
    if (!time) return this.#quarantine(offset, size, 'W3C_TIME_INVALID', {});
    this.#sink.event(new W3cEvent(offset, size, time, columns, values));
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number>): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}
