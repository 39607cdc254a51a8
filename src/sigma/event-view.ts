import { absent, KnownCells, TextCell, type Cell } from './cell.ts';
import { BoundedMemory } from './bounded-memory.ts';
import type { SigmaEvent } from './event.ts';
import { fold } from './fold.ts';
import type { FieldMapping, FieldReading } from './logsources.ts';

export type { Cell };

/** Bytes that the caches of one rule set may hold before they forget; twice that in all. */
const MEMORY = 24 * 1024 * 1024;

/** Stands between values that are scanned together; no rule looks for it. */
const SEPARATOR = '\u001c';

/** The fields of all rules of a set, numbered, so that an event's values can be kept in an array. */
export class FieldNumbers {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The number of a field; the same name has the same number. */
  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** Reads one event under one mapping; each field is read, and folded, at most once. */
export class EventView {
  /** Bounds everything that is remembered of values. */
  readonly memory = new BoundedMemory(MEMORY);
  readonly #names: readonly string[];
  readonly #known = new KnownCells(this.memory);
  readonly #cells: (Cell | undefined)[] = [];
  readonly #read: number[] = [];
  #all: Cell | null = null;
  #event: SigmaEvent | null = null;
  #mapping: FieldMapping | null = null;

  constructor(fields: FieldNumbers) {
    this.#names = fields.names;
  }

  /** Turns to an event; what was read before is forgotten. */
  begin(event: SigmaEvent | null, mapping: FieldMapping | null): void {
    this.#event = event;
    this.#mapping = mapping;
    for (const number of this.#read) this.#cells[number] = undefined;
    this.#read.length = 0;
    this.#all = null;
  }

  /** The field of that number. */
  cell(number: number): Cell {
    const known = this.#cells[number];
    if (known !== undefined) return known;
    const cell = this.#mapped(this.#names[number] ?? '');
    // Filled from the front, so that the array stays dense.
    while (this.#cells.length <= number) this.#cells.push(undefined);
    this.#cells[number] = cell;
    this.#read.push(number);
    return cell;
  }

  /** A field under its native name. */
  native(name: string): Cell {
    return this.#value(name);
  }

  /** The text of a field that the mapping leaves as it is; `undefined` and `null` as in `SigmaEvent`. */
  plain(name: string): string | null | undefined {
    return this.#event?.get(name);
  }

  /** All values one after the other, to be scanned for keywords. */
  joined(): string {
    let text = '';
    for (const [, value] of this.#event?.fields() ?? []) if (value !== null) text += `${SEPARATOR}${value}`;
    return text;
  }

  /** Every value of the event, for keywords. */
  all(): Cell {
    return (this.#all ??= new TextCell([...(this.#event?.fields() ?? [])].flatMap(([, value]) => (value === null ? [] : [value]))));
  }

  /** The native fields whose values pass a test, in the event's order. */
  *fieldsWhere(test: (cell: Cell) => boolean): Generator<readonly [string, string]> {
    for (const [name, value] of this.#event?.fields() ?? []) if (value !== null && test(new TextCell([value]))) yield [name, value];
  }

  #mapped(name: string): Cell {
    const source = this.#mapping?.fields.get(name);
    if (source === undefined) return this.#value(name);
    const cells = source.readings.map((reading) => this.#reading(reading)).filter((cell) => cell.present);
    const [first] = cells;
    if (first === undefined) return absent;
    const texts = source.every ? cells.flatMap((cell) => cell.texts) : first.texts;
    const translated = texts.map((text) => source.values?.get(fold(text))).filter((text) => text !== undefined);
    return new TextCell([...texts, ...translated], first.texts.length);
  }

  #reading({ names, join, plus }: FieldReading): Cell {
    const cells = names.map((name) => this.#value(name)).filter((cell) => cell.present);
    const [first] = cells;
    if (first === undefined) return absent;
    if (plus) return new TextCell(first.texts.map((text) => text.replaceAll('+', ' ')));
    if (join === null) return first;
    const texts = cells.flatMap((cell) => cell.texts.slice(0, 1));
    return new TextCell(texts.length === 0 ? [] : [texts.join(join)]);
  }

  #value(name: string): Cell {
    const event = this.#event;
    if (event === null) return absent;
    if (this.#mapping?.repeated.has(name)) return this.#repeated(event, name);
    let value = event.get(name);
    if (value === undefined && this.#mapping?.dropSpaces && name.includes(' ')) value = event.get(name.replaceAll(' ', ''));
    if (value === undefined) return absent;
    return value === null ? this.#known.valueless : this.#known.of(value);
  }

  #repeated(event: SigmaEvent, name: string): Cell {
    const texts: string[] = [];
    let present = false;
    for (const [field, value] of event.fields()) {
      if (field !== name) continue;
      present = true;
      if (value !== null) texts.push(value);
    }
    return present ? new TextCell(texts) : absent;
  }
}
