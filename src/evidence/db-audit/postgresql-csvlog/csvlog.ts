import { problem, type ErrorCode } from '../../../lib/index.ts';
import type { EvidenceFile, RawEvent, Reader, ReadSink } from '../../reader.ts';
import { byteOrderMark, readCsvRecords, type CsvRecord, type CsvRefusal, type CsvShape, type CsvVisitor } from '../../text/index.ts';
import { COLUMNS, FEWEST_COLUMNS } from './columns.ts';
import { CsvlogEvent } from './csvlog-event.ts';
import { LogClock } from './log-time.ts';
import { isRecordHead, REACH, startsRecord } from './record-start.ts';

/** Longest record that is read, in bytes. */
export const RECORD_LIMIT = 16 << 20;

const SHAPE: CsvShape = { limit: RECORD_LIMIT, columns: COLUMNS.length, starts: startsRecord, reach: REACH };

/** Logs that PostgreSQL 9.0 to 18 writes with `log_destination = csvlog`, those of pgaudit among them. Every record is an event. */
export const postgresqlCsvlog: Reader = {
  format: 'postgresql-csvlog',
  source: 'postgresql',

  recognises(head) {
    // A log may begin with the rest of a record (rotation in mid-record), so a later start is as good as the first.
    const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
    for (let at = byteOrderMark(head); at < bytes.length;) {
      if (startsRecord(bytes, at) && isRecordHead(bytes.toString('latin1', at, at + 2048))) return true;
      const end = bytes.indexOf(0x0a, at);
      if (end < 0) return false;
      at = end + 1;
    }
    return false;
  },

  read(file, sink) {
    readCsvRecords(file, 0, SHAPE, new CsvlogRecords(file.zone ?? null, sink));
  },

  readOne(file: EvidenceFile, { offset }): RawEvent | null {
    if (offset === null) return null;
    let found: RawEvent | null = null;
    const records = new CsvlogRecords(file.zone ?? null, { event: (event) => (found = event), quarantine: () => undefined });
    readCsvRecords(file, offset, SHAPE, {
      record(record) {
        if (record.offset === offset) records.record(record);
        return false;
      },
      refuse: () => undefined,
    });
    return found;
  },
};

class CsvlogRecords implements CsvVisitor {
  readonly #sink: ReadSink;
  readonly #clock: LogClock;
  /** Columns of the record before: one log has one version. */
  #columns = 0;

  constructor(zone: string | null, sink: ReadSink) {
    this.#sink = sink;
    this.#clock = new LogClock(zone);
  }

  record(record: CsvRecord): true {
    const refusal = this.#refusal(record);
    if (refusal) this.#quarantine(record.offset, record.size, refusal, { found: record.count });
    return true;
  }

  refuse(offset: number, bytes: number, code: CsvRefusal): void {
    this.#quarantine(offset, bytes, code, { bytes });
  }

  /** Gives the record to the sink, or says why it is none. */
  #refusal(record: CsvRecord): ErrorCode | null {
    const known = record.count >= FEWEST_COLUMNS && record.count <= COLUMNS.length;
    if (!record.ended && (!known || (this.#columns > 0 && record.count !== this.#columns))) return 'CSV_CUT';
    if (!known) return 'CSVLOG_COLUMNS';
    this.#columns = record.count;
    const time = this.#clock.read(record.text(0) ?? '');
    if (!time) return 'CSVLOG_TIME_INVALID';
    this.#sink.event(new CsvlogEvent(record, time.instant, time.assumed));
    return null;
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number>): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}
