import type { Instant } from '../../lib/index.ts';
import type { EventSource, FieldValue, RawEvent } from '../reader.ts';
import type { SplitLine } from '../text/index.ts';
import type { Columns } from './columns.ts';

/** One line of a W3C log, fields under the names of its `#Fields` directive and as the log spells them (IIS writes a space in a User-Agent as `+`). */
export class W3cEvent implements RawEvent {
  readonly source: EventSource;
  readonly offset: number;
  readonly size: number;
  readonly recordId = null;
  readonly time: Instant;
  readonly zoneAssumed: boolean;
  readonly #columns: Columns;
  readonly #line: SplitLine;

  constructor(source: EventSource, offset: number, size: number, time: Instant, zoneAssumed: boolean, columns: Columns, line: SplitLine) {
    this.source = source;
    this.offset = offset;
    this.size = size;
    this.time = time;
    this.zoneAssumed = zoneAssumed;
    this.#columns = columns;
    this.#line = line;
  }

  get host(): string | null {
    const { host } = this.#columns;
    return host < 0 ? null : valueOf(this.#line.text(host));
  }

  /** The site (`W3SVC1`) where the log names it. */
  get channel(): string {
    const { site } = this.#columns;
    return (site < 0 ? null : valueOf(this.#line.text(site))) ?? this.source;
  }

  get(field: string): FieldValue | undefined {
    const at = this.#columns.index.get(field);
    return at === undefined ? undefined : valueOf(this.#line.text(at));
  }

  *fields(): Iterable<readonly [string, FieldValue]> {
    for (const [i, name] of this.#columns.names.entries()) yield [name, valueOf(this.#line.text(i))];
  }
}

/** `-` stands for no value. */
function valueOf(text: string | undefined): FieldValue {
  return text === undefined || text === '-' ? null : text;
}
