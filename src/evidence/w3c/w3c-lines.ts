import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EventSource, ReadSink } from '../reader.ts';
import { SplitLine, type PlacedLineVisitor } from '../text/index.ts';
import { W3cClock } from './clock.ts';
import type { Columns } from './columns.ts';
import { directiveOf, Directives, textStart } from './directives.ts';
import { W3cEvent } from './w3c-event.ts';

/** Columns of a line that are kept; no log names as many. */
const MOST_COLUMNS = 1024;

/** What differs between one W3C log and another. */
export interface W3cDialect {
  readonly source: EventSource;
  /** A last column whose text may hold the separator. */
  readonly open: string | null;
}

/** Turns the lines of a W3C log into events. Every line that is neither blank nor a directive nor a comment is a record. */
export class W3cLines implements PlacedLineVisitor {
  readonly #dialect: W3cDialect;
  readonly #sink: ReadSink;
  readonly #directives: Directives;
  readonly #clock: W3cClock;
  readonly #split = new SplitLine(MOST_COLUMNS);

  constructor(dialect: W3cDialect, sink: ReadSink, zone: string | null, state: string | null) {
    this.#dialect = dialect;
    this.#sink = sink;
    this.#clock = new W3cClock(zone);
    this.#directives = Directives.from(state);
  }

  line(bytes: Buffer, start: number, end: number, offset: number, size: number): true {
    const from = textStart(bytes, start, end);
    const directive = directiveOf(bytes, from, end);
    if (directive !== null) this.#directive(directive);
    else if (!isBlank(bytes, from, end)) this.#record(bytes, from, end, offset, size);
    return true;
  }

  refuse(offset: number, bytes: number, code: ErrorCode): void {
    this.#quarantine(offset, bytes, code, { bytes });
  }

  #directive(text: string): void {
    if (text.startsWith('#Date:')) this.#clock.date(text.slice(6));
    else this.#directives.apply(text);
  }

  #record(bytes: Buffer, start: number, end: number, offset: number, size: number): void {
    const { columns } = this.#directives;
    if (!columns) return this.#quarantine(offset, size, 'W3C_NO_FIELDS', {});
    const line = this.#split;
    if (!this.#splits(bytes, start, end, columns)) {
      return this.#quarantine(offset, size, 'W3C_FIELD_COUNT', { found: line.count, expected: columns.names.length });
    }
    const time = this.#clock.instant(line, columns);
    if (!time) return this.#quarantine(offset, size, 'W3C_TIME_INVALID', {});
    this.#sink.event(new W3cEvent(this.#dialect.source, offset, size, time, this.#clock.assumes(columns), columns, line));
  }

  /** Splits a line into as many columns as there should be; false when it has more or fewer. */
  #splits(bytes: Buffer, start: number, end: number, columns: Columns): boolean {
    const { names, separator, quotes } = columns;
    const line = this.#split;
    if (quotes) {
      line.splitQuoted(bytes, start, end, separator);
      if (this.#fits(columns)) return true;
    }
    line.split(bytes, start, end, separator);
    if (this.#fits(columns)) return true;
    if (line.count < names.length || names.at(-1) !== this.#dialect.open) return false;
    line.joinFrom(names.length - 1);
    return true;
  }

  #fits({ names }: Columns): boolean {
    const line = this.#split;
    // Some loggers end each line with the separator.
    if (line.count === names.length + 1 && line.text(names.length) === '') line.drop();
    return line.count === names.length;
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number>): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}
