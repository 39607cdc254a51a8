import type { Instant } from '../../../lib/index.ts';
import type { FieldValue, RawEvent } from '../../reader.ts';
import type { CsvRecord } from '../../text/index.ts';
import { COLUMNS, COLUMN_INDEX } from './columns.ts';
import { AUDIT_FIELDS, auditOf, type Audit } from './pgaudit.ts';

const AUDIT_NAMES: ReadonlySet<string> = new Set(AUDIT_FIELDS);
const MESSAGE = COLUMNS.indexOf('message');

/** One record of a csvlog, fields under the names of its columns; that of an audit line has pgaudit's fields too. */
export class CsvlogEvent implements RawEvent {
  readonly source = 'postgresql';
  readonly offset: number;
  readonly size: number;
  readonly recordId = null;
  readonly time: Instant;
  readonly zoneAssumed: boolean;
  readonly host = null;
  readonly channel = 'postgresql';
  readonly #record: CsvRecord;
  #audit: Audit | null | undefined;
  #message: FieldValue | undefined;

  constructor(record: CsvRecord, time: Instant, zoneAssumed: boolean) {
    this.offset = record.offset;
    this.size = record.size;
    this.time = time;
    this.zoneAssumed = zoneAssumed;
    this.#record = record;
  }

  get(field: string): FieldValue | undefined {
    const column = COLUMN_INDEX.get(field);
    if (column === MESSAGE) return this.#text();
    if (column !== undefined) return this.#record.text(column);
    return AUDIT_NAMES.has(field) ? this.#audited()?.get(field) : undefined;
  }

  *fields(): Iterable<readonly [string, FieldValue]> {
    for (const [i, name] of COLUMNS.entries()) {
      const value = this.#record.text(i);
      if (value !== undefined) yield [name, value];
    }
    yield* this.#audited() ?? [];
  }

  #audited(): Audit | null {
    if (this.#audit === undefined) this.#audit = auditOf(this.#text() ?? '');
    return this.#audit;
  }

  /** The message, which decides what the record is and is asked for again and again. */
  #text(): FieldValue {
    if (this.#message === undefined) this.#message = this.#record.text(MESSAGE) ?? null;
    return this.#message;
  }
}
