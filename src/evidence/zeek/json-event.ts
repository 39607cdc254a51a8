import type { Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { JsonRecord } from './json-record.ts';
import { SENSOR_FIELDS } from './sensor.ts';

/** One line of a JSON log. It is reused: valid until the next line is read. */
export class ZeekJsonEvent implements RawEvent {
  readonly source = 'zeek';
  readonly recordId = null;
  channel: string | null = null;
  offset = 0;
  size = 0;
  time: Instant = { us: 0, tick: 0, digits: 0 };
  readonly #record: JsonRecord;

  constructor(record: JsonRecord) {
    this.#record = record;
  }

  get host(): string | null {
    for (const name of SENSOR_FIELDS) {
      const host = this.#record.get(name);
      if (host) return host;
    }
    return null;
  }

  get(field: string): FieldValue | undefined {
    return this.#record.get(field);
  }

  fields(): Iterable<readonly [string, FieldValue]> {
    return this.#record.fields();
  }
}
