import type { Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { CsvRecord } from '../text/index.ts';
import type { Columns } from './columns.ts';

/** One record of a log of Exchange, fields under the names of its columns. */
export class ExchangeEvent implements RawEvent {
  readonly source = 'exchange';
  readonly offset: number;
  readonly size: number;
  readonly recordId = null;
  readonly time: Instant;
  readonly zoneAssumed: boolean;
  /** The kind of log as `#Log-type` names it: `HttpProxy Logs`. */
  readonly channel: string | null;
  readonly #columns: Columns;
  readonly #record: CsvRecord;

  constructor(record: CsvRecord, time: Instant, zoneAssumed: boolean, channel: string | null, columns: Columns) {
    this.offset = record.offset;
    this.size = record.size;
    this.time = time;
    this.zoneAssumed = zoneAssumed;
    this.channel = channel;
    this.#record = record;
    this.#columns = columns;
  }

  get host(): string | null {
    const { host } = this.#columns;
    return host < 0 ? null : valueOf(this.#record.text(host));
  }

  get(field: string): FieldValue | undefined {
    const at = this.#columns.index.get(field);
    return at === undefined ? undefined : valueOf(this.#record.text(at));
  }

  *fields(): Iterable<readonly [string, FieldValue]> {
    for (const [i, name] of this.#columns.names.entries()) yield [name, valueOf(this.#record.text(i))];
  }
}

/** Nothing, and `""`, stand for no value. */
function valueOf(text: FieldValue | undefined): FieldValue {
  return text === undefined || text === '' ? null : text;
}
