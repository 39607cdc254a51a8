import type { Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import type { Columns } from './columns.ts';

/** One request of an IIS log, fields under the names of its `#Fields` directive and as the log spells them (a space in a User-Agent is a `+`). */
export class W3cEvent implements RawEvent {
  readonly source = 'iis';
  readonly offset: number;
  readonly size: number;
  readonly recordId = null;
  readonly time: Instant;
  readonly host = null;
  readonly channel = 'iis';
  readonly #columns: Columns;
  readonly #values: readonly string[];

  constructor(offset: number, size: number, time: Instant, columns: Columns, values: readonly string[]) {
    this.offset = offset;
    this.size = size;
    this.time = time;
    this.#columns = columns;
    this.#values = values;
  }

  get(field: string): FieldValue | undefined {
    const at = this.#columns.index.get(field);
    return at === undefined ? undefined : valueOf(this.#values[at]);
  }

  *fields(): Iterable<readonly [string, FieldValue]> {
    for (const [i, name] of this.#columns.names.entries()) yield [name, valueOf(this.#values[i])];
  }
}

/** `-` stands for no value. */
function valueOf(text: string | undefined): FieldValue {
  return text === undefined || text === '-' ? null : text;
}
