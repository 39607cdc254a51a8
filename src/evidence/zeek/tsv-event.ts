import type { Instant } from '../../lib/index.ts';
import type { FieldValue, RawEvent } from '../reader.ts';
import { decodeText } from '../text/index.ts';
import type { ColumnKind, Columns } from './columns.ts';
import { unescaped } from './escape.ts';
import { SENSOR_FIELDS } from './sensor.ts';
import { joinedElements, plainBoolean, plainFraction } from './value-text.ts';

const BACKSLASH = 0x5c;
const ASCII_END = 0x80;

/** One line of a text log. It is reused: valid until the next line is read. */
export class ZeekTsvEvent implements RawEvent {
  readonly source = 'zeek';
  readonly recordId = null;
  readonly channel: string | null;
  offset = 0;
  size = 0;
  time: Instant = { us: 0, tick: 0, digits: 0 };
  readonly #columns: Columns;
  readonly #count: number;
  readonly #sensor: string | undefined;
  /** Where each column ends in the line; the one before ends a byte before the next begins. */
  readonly #ends: Int32Array;
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #text: string | null = null;
  #plain = true;
  #ascii = true;

  /** `ends` has room for all columns. */
  constructor(columns: Columns, path: string | null, ends: Int32Array) {
    this.#columns = columns;
    this.#count = columns.list.length;
    this.#ends = ends;
    this.channel = path;
    this.#sensor = SENSOR_FIELDS.find((name) => columns.index.has(name));
  }

  get host(): string | null {
    return this.#sensor === undefined ? null : (this.get(this.#sensor) ?? null) || null;
  }

  /** Turns to a line and returns how many columns it has; if that is not how many `#fields` names, the event must not be used. */
  line(bytes: Buffer, start: number, end: number): number {
    const { separator } = this.#columns;
    const ends = this.#ends;
    let count = 0;
    let all = 0;
    let escaped = false;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      all |= byte;
      if (byte === separator) {
        // Beyond the array's end a write is lost, which is as good as any check.
        ends[count++] = at;
      } else if (byte === BACKSLASH) escaped = true;
    }
    ends[count++] = end;
    this.#bytes = bytes;
    this.#start = start;
    this.#text = null;
    this.#plain = !escaped;
    this.#ascii = all < ASCII_END;
    return count;
  }

  /** Where the column stands in the line's bytes. */
  from(column: number): number {
    return column === 0 ? this.#start : (this.#ends[column - 1] ?? 0) + 1;
  }

  to(column: number): number {
    return this.#ends[column] ?? 0;
  }

  get(field: string): FieldValue | undefined {
    const at = this.#columns.index.get(field);
    return at === undefined ? undefined : this.#value(at);
  }

  *fields(): Iterable<readonly [string, FieldValue]> {
    for (const [i, { name, kind, many }] of this.#columns.list.entries()) {
      if (many) for (const element of this.#elements(i, kind)) yield [name, element];
      else yield [name, this.#meaning(this.#written(i), kind)];
    }
  }

  #value(at: number): FieldValue {
    const column = this.#columns.list[at];
    if (column === undefined) return null;
    return column.many ? joinedElements(this.#elements(at, column.kind)) : this.#meaning(this.#written(at), column.kind);
  }

  /** The elements of a set; one without value when it is unset or empty. */
  #elements(at: number, kind: ColumnKind): readonly FieldValue[] {
    const written = this.#written(at);
    const { unset, empty, setSeparator } = this.#columns;
    if (written === unset || written === empty) return [null];
    return (setSeparator === '' ? [written] : written.split(setSeparator)).map((element) => this.#meaning(element, kind));
  }

  /** What a written value means: escapes, `-` and `(empty)` taken back. */
  #meaning(written: string, kind: ColumnKind): FieldValue {
    const { unset, empty } = this.#columns;
    if (written === unset) return null;
    if (written === empty) return '';
    if (kind === 'bool') return plainBoolean(written);
    if (kind === 'fraction') return plainFraction(written);
    return this.#plain ? written : unescaped(written);
  }

  #written(at: number): string {
    const from = this.from(at);
    const to = this.to(at);
    if (!this.#ascii) return decodeText(this.#bytes.subarray(from, to));
    // One decoding for all columns of a line: a call out of JavaScript costs more than the bytes.
    const text = (this.#text ??= this.#bytes.toString('latin1', this.#start, this.to(this.#count - 1)));
    return text.slice(from - this.#start, to - this.#start);
  }
}
