import type { LogFormat } from '../../case/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { RecordTime } from './clock.ts';

/** What a mapped record is read from: a line of JSON or a record of a delimited text. */
export interface MappedFields {
  get(name: string): FieldValue | undefined;
  fields(): Iterable<readonly [string, FieldValue]>;
}

/** One record of a log that a format of the carrier describes; valid until the next record is read. */
export class MappedEvent implements RawEvent {
  readonly source = 'mapped';
  readonly recordId = null;
  readonly channel: string;
  readonly offset: number;
  readonly size: number;
  readonly time: RecordTime['instant'];
  readonly zoneAssumed: boolean;
  readonly #host: LogFormat['host'];
  readonly #fields: MappedFields;

  constructor(format: LogFormat, fields: MappedFields, offset: number, size: number, time: RecordTime) {
    this.channel = format.name;
    this.#host = format.host;
    this.#fields = fields;
    this.offset = offset;
    this.size = size;
    this.time = time.instant;
    this.zoneAssumed = time.assumed;
  }

  get host(): string | null {
    const host = this.#host;
    if (host === null) return null;
    return 'always' in host ? host.always : (this.get(host.field) ?? null);
  }

  get(field: string): FieldValue | undefined {
    return this.#fields.get(field);
  }

  fields(): Iterable<readonly [string, FieldValue]> {
    return this.#fields.fields();
  }
}
