import type { Table } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import type { ColumnSource, FieldText } from './column-source.ts';
import type { FactValue } from './fact-value.ts';
import type { FactScope } from './fact-scope.ts';

/** Columns of a fact that its caller fills. */
const PLACE: ReadonlySet<string> = new Set(['ref', 'pointers']);
/** `time`, `time_100ns`, `time_digits`, `host`, `host_raw`, `source`, `channel`, `event_id`: every fact table begins with these. */
const COMMON = 8;
/** Of these the ones that a feed may fill in its own way. */
const ABOUT_ANOTHER: ReadonlySet<string> = new Set(['host', 'host_raw']);

/** The columns of a fact's values, in order. */
export function valueColumns(table: Table): readonly string[] {
  const known = namesByTable.get(table);
  if (known) return known;
  const names = Object.keys(table.columns).filter((name) => !PLACE.has(name));
  namesByTable.set(table, names);
  return names;
}

const namesByTable = new WeakMap<Table, readonly string[]>();

/** A column that is made of field texts, by their places among those that are read. */
interface TurnedColumn {
  readonly place: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly turn: NonNullable<ColumnSource<FactValue>['turn']>;
}

/** A column that looks at the record itself. */
interface ReadColumn {
  readonly place: number;
  readonly source: ColumnSource<FactValue>;
}

/** How the columns of one feed are filled, worked out once. */
export class FillPlan {
  /** A row with the values that never change. */
  readonly blank: readonly FactValue[];
  readonly #fields: readonly string[];
  readonly #turned: readonly TurnedColumn[];
  readonly #read: readonly ReadColumn[];
  /** The texts of the record at hand, and behind them none for columns that look at fewer. */
  readonly #texts: FieldText[];

  constructor(table: Table, columns: ReadonlyMap<string, ColumnSource<FactValue>>) {
    const names = valueColumns(table);
    const own = names.flatMap((name, place) => {
      const source = columns.get(name);
      return source && (place >= COMMON || ABOUT_ANOTHER.has(name)) ? [{ place, source }] : [];
    });
    this.#fields = [...new Set(own.flatMap(({ source }) => (source.turn ? source.fields : [])))];
    this.#texts = [...this.#fields.map(() => null), null];
    const at = (field: string | undefined): number => (field === undefined ? this.#fields.length : this.#fields.indexOf(field));
    this.#turned = own.flatMap(({ place, source: { turn, fields } }) =>
      turn ? [{ place, turn, first: at(fields[0]), second: at(fields[1]), third: at(fields[2]) }] : [],
    );
    this.#read = own.filter(({ source }) => !source.turn && source.constant === undefined);
    const constants = new Map(own.map(({ place, source }) => [place, source.constant ?? null]));
    this.blank = names.map((_, place) => constants.get(place) ?? null);
  }

  fill(values: FactValue[], event: RawEvent, scope: FactScope): void {
    const fields = this.#fields;
    const texts = this.#texts;
    for (let i = 0; i < fields.length; i++) texts[i] = event.get(fields[i] ?? '');
    for (const { place, first, second, third, turn } of this.#turned)
      values[place] = turn(texts[first], texts[second], texts[third], scope);
    for (const { place, source } of this.#read) values[place] = source.read(event, scope);
  }
}
