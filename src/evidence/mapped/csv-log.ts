import type { LogFormat } from '../../case/index.ts';
import { problem, type ErrorCode } from '../../lib/index.ts';
import type { EvidenceFile, ReadSink } from '../reader.ts';
import { readCsvRecords, type CsvRecord, type CsvVisitor } from '../text/index.ts';
import { MappedClock } from './clock.ts';
import { CsvFields } from './csv-fields.ts';
import { shapeOf, type CsvHeader } from './csv-header.ts';
import { MappedEvent } from './mapped-event.ts';

/** Reads the records that begin in [from, to) of a delimited text. */
export function readCsvLog(
  format: LogFormat,
  header: CsvHeader,
  file: EvidenceFile,
  sink: ReadSink,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  readCsvRecords(file, Math.max(from, header.from), shapeOf(format), new CsvLog(format, header, file, sink, to));
}

class CsvLog implements CsvVisitor {
  readonly #format: LogFormat;
  readonly #fields: CsvFields;
  readonly #expected: number;
  readonly #clock: MappedClock;
  readonly #sink: ReadSink;
  readonly #to: number;

  constructor(format: LogFormat, { names }: CsvHeader, file: EvidenceFile, sink: ReadSink, to: number) {
    this.#format = format;
    this.#fields = new CsvFields(names);
    this.#expected = names.length;
    this.#clock = new MappedClock(format, file.zone ?? null);
    this.#sink = sink;
    this.#to = to;
  }

  record(record: CsvRecord): boolean {
    const { offset, size } = record;
    if (offset >= this.#to) return false;
    // Many programs end each record with the delimiter.
    const found = record.count === this.#expected + 1 && record.text(this.#expected) === null ? this.#expected : record.count;
    this.#fields.open(record);
    const time = found === this.#expected ? this.#clock.of((name) => this.#fields.get(name)) : null;
    if (time !== null) this.#sink.event(new MappedEvent(this.#format, this.#fields, offset, size, time));
    else if (found === this.#expected) this.#quarantine(offset, size, 'MAPPED_TIME_INVALID', {});
    else this.#quarantine(offset, size, record.ended ? 'CSV_FIELD_COUNT' : 'CSV_CUT', { found, expected: this.#expected });
    // The record is used again: one that was looked for must not be followed by another.
    return offset + size < this.#to;
  }

  refuse(offset: number, bytes: number, code: ErrorCode): void {
    if (offset < this.#to) this.#quarantine(offset, bytes, code, { bytes });
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number>): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}
