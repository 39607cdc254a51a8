import { instantFromIso, problem, utcOfWall, zoneOf, type ErrorCode, type Instant, type Zone } from '../../lib/index.ts';
import type { EvidenceFile, RawEvent, Reader, ReadSink } from '../reader.ts';
import { byteOrderMark, readCsvRecords, type CsvRecord, type CsvRefusal, type CsvShape, type CsvVisitor } from '../text/index.ts';
import { columnsOf, isHeading, type Columns } from './columns.ts';
import { ExchangeEvent } from './exchange-event.ts';
import { REACH, startsRecord } from './record-start.ts';

/** Longest record that is read, in bytes. */
export const RECORD_LIMIT = 4 << 20;
/** Columns that are kept; HttpProxy logs have about a hundred. */
const MOST_COLUMNS = 1024;

const SHAPE: CsvShape = { limit: RECORD_LIMIT, columns: MOST_COLUMNS, starts: startsRecord, reach: REACH };
const SOFTWARE = /^#Software: Microsoft Exchange/;
const FIELDS = /^#Fields: ?(?:date-?time|time-?stamp),/i;

/**
 * Exchange's own logs (HttpProxy and every other kind of the same framing: ECP, OWA, EWS, message tracking): directives, then comma-separated records
 * whose quoted columns may hold line ends, so that a log can't be cut into parts; Exchange starts a new one at 10 MB.
 */
export const exchange: Reader = {
  format: 'exchange',
  source: 'exchange',

  recognises(head) {
    const text = Buffer.from(head.subarray(byteOrderMark(head))).toString('latin1');
    return text.split('\n').some((line) => line.startsWith('#') && (SOFTWARE.test(line) || FIELDS.test(line)));
  },

  read(file, sink) {
    readCsvRecords(file, 0, SHAPE, new ExchangeRecords(file.zone ?? null, sink));
  },

  readOne(file: EvidenceFile, { offset }): RawEvent | null {
    if (offset === null || offset < 0 || offset >= file.size) return null;
    let found: RawEvent | null = null;
    const records = new ExchangeRecords(file.zone ?? null, {
      event: (event) => event.offset === offset && (found = event),
      quarantine: () => undefined,
    });
    readCsvRecords(file, 0, SHAPE, {
      record(record) {
        if (record.offset === offset || !isPlain(record)) records.record(record);
        return record.offset < offset;
      },
      refuse: () => undefined,
    });
    return found;
  },
};

class ExchangeRecords implements CsvVisitor {
  readonly #sink: ReadSink;
  readonly #zone: Zone | null;
  #columns: Columns | null = null;
  #logType: string | null = null;

  constructor(zone: string | null, sink: ReadSink) {
    this.#sink = sink;
    this.#zone = zone === null ? null : zoneOf(zone);
  }

  record(record: CsvRecord): true {
    if (isPlain(record)) {
      this.#event(record);
      return true;
    }
    const first = firstOf(record);
    if (first.startsWith('#')) this.#directive(first, record);
    else if (isHeading(first)) this.#columns = columnsOf(textsOf(first, record));
    else this.#event(record);
    return true;
  }

  refuse(offset: number, bytes: number, code: CsvRefusal): void {
    this.#quarantine(offset, bytes, code, { bytes });
  }

  #directive(first: string, record: CsvRecord): void {
    if (first.startsWith('#Fields:')) this.#columns = columnsOf(textsOf(first.slice(8), record));
    else if (/^#Log-type:/i.test(first)) this.#logType = first.slice(10).trim() || null;
  }

  #event(record: CsvRecord): void {
    const columns = this.#columns;
    const { offset, size } = record;
    if (!columns) return this.#quarantine(offset, size, 'W3C_NO_FIELDS', {});
    if (record.count !== columns.names.length) {
      const code = record.ended ? 'W3C_FIELD_COUNT' : 'CSV_CUT';
      return this.#quarantine(offset, size, code, { found: record.count, expected: columns.names.length });
    }
    const text = record.text(columns.time) ?? '';
    const written = instantFromIso(text);
    if (!written) return this.#quarantine(offset, size, 'W3C_TIME_INVALID', {});
    const zoned = /(?:Z|UTC|[+-]\d\d(?::?\d\d)?)$/.test(text.slice(19));
    const time: Instant = zoned || !this.#zone ? written : { ...written, us: utcOfWall(this.#zone, written.us) };
    this.#sink.event(new ExchangeEvent(record, time, !zoned && !this.#zone, this.#logType, columns));
  }

  #quarantine(offset: number, bytes: number, code: ErrorCode, details: Record<string, number>): void {
    this.#sink.quarantine({ offset, bytes, code, reason: problem(code, details) });
  }
}

/** Whether it is certainly a record of the log, which begins with a year, and neither directive nor headings. */
function isPlain(record: CsvRecord): boolean {
  const first = record.startOf(0) ?? 0;
  return first >= 0x30 && first <= 0x39;
}

/** The first column without the byte order mark that logs joined together have in their middle. */
function firstOf(record: CsvRecord): string {
  return (record.text(0) ?? '').replace(/^\ufeff/, '');
}

/** All columns, the first as given. */
function textsOf(first: string, record: CsvRecord): string[] {
  const texts = [first];
  for (let i = 1; i < Math.min(record.count, MOST_COLUMNS); i++) texts.push(record.text(i) ?? '');
  return texts;
}
