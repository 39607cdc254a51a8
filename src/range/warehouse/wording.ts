import { isoFromInstant } from '../../lib/index.ts';
import { DAY, plainText, SECOND, type Moment } from '../moment.ts';
import type { RecordColumn, RecordCondition } from '../telephony/index.ts';
import type { Random } from '../random.ts';
import { wideColumnsOf, type Store } from './store.ts';

/** Columns that hold numbers: their values stand without quotes. */
const NUMBERS: ReadonlySet<RecordColumn> = new Set(['number', 'duration', 'uplink', 'downlink']);

/** One statement's manner: capitals, alias, whether values are bound; what is bound is gathered. */
export class Wording {
  readonly store: Store;
  readonly columns: Readonly<Record<RecordColumn, string>>;
  readonly random: Random;
  readonly parameters: string[] | null;
  readonly #capitals: boolean;
  readonly #alias: string;

  constructor(store: Store, random: Random, bound: boolean) {
    this.store = store;
    this.columns = wideColumnsOf(store);
    this.random = random;
    this.parameters = bound ? [] : null;
    this.#capitals = bound ? random.chance(0.8) : random.chance(0.3);
    this.#alias = random.chance(0.2) ? random.pick(['c', 'r', 't']) : '';
  }

  /** Keywords, in the capitals of this statement. */
  word(text: string): string {
    return this.#capitals ? text.toUpperCase() : text;
  }

  /** The store's table, with its alias. */
  table(): string {
    const { store, random } = this;
    const table = store.table.startsWith('public.') && random.chance(0.5) ? store.table.slice(7) : store.table;
    return this.#alias === '' ? table : `${table} ${this.#alias}`;
  }

  column(column: RecordColumn): string {
    return this.#alias === '' ? this.columns[column] : `${this.#alias}.${this.columns[column]}`;
  }

  /** A value beside a column, bound or written out. */
  value(column: RecordColumn, value: string): string {
    return this.#put(value, NUMBERS.has(column) ? value : `'${value.replaceAll("'", "''")}'`);
  }

  condition(condition: RecordCondition): string {
    switch (condition.kind) {
      case 'equals':
        return `${this.column(condition.column)} = ${this.value(condition.column, condition.value)}`;
      case 'in':
        return this.#listed(condition.column, condition.values);
      case 'prefix':
        return this.#beginning(condition.column, condition.value);
      case 'between':
        return this.#between(condition);
      case 'longer':
        return `${this.column('duration')} > ${this.value('duration', String(condition.seconds))}`;
      case 'area':
        return this.#within(condition.area);
      case 'md5':
        return this.random.pick([
          () => `md5(${this.column('msisdn')}) ${this.word('like')} ${this.value('msisdn', `${condition.digits}%`)}`,
          () => `left(md5(${this.column('msisdn')}), ${condition.digits.length}) = ${this.value('msisdn', condition.digits)}`,
          () => `md5(${this.column('msisdn')}) ~ ${this.value('msisdn', `^${condition.digits}`)}`,
        ])();
    }
  }

  #listed(column: RecordColumn, values: readonly string[]): string {
    const name = this.column(column);
    const [only, ...others] = values;
    if (only !== undefined && others.length === 0) return `${name} = ${this.value(column, only)}`;
    if (this.parameters !== null && this.random.chance(0.6))
      return `${name} = ${this.word('any')}(${this.#put(`{${values.join(',')}}`, '')})`;
    const list = values.map((value) => this.value(column, value));
    if (list.length > 1 && list.length < 4 && this.random.chance(0.25))
      return `(${list.map((value) => `${name} = ${value}`).join(` ${this.word('or')} `)})`;
    if (this.random.chance(0.15)) return `${name} = ${this.word('any')}(${this.word('array')}[${list.join(', ')}])`;
    return `${name} ${this.word('in')} (${list.join(', ')})`;
  }

  #beginning(column: RecordColumn, prefix: string): string {
    const name = NUMBERS.has(column) ? `${this.column(column)}::text` : this.column(column);
    return this.random.pick([
      () => `${name} ${this.word('like')} ${this.#quoted(`${prefix}%`)}`,
      () => `${name} ${this.word('like')} ${this.#quoted(`${prefix}%`)}`,
      () => `left(${name}, ${prefix.length}) = ${this.#quoted(prefix)}`,
      () => `substr(${name}, 1, ${prefix.length}) = ${this.#quoted(prefix)}`,
      () => `starts_with(${name}, ${this.#quoted(prefix)})`,
    ])();
  }

  #between({ column, from, to }: Extract<RecordCondition, { kind: 'between' }>): string {
    const name = this.column(column);
    const days = from % DAY === 0 && to % DAY === 0;
    const short = days && this.parameters === null && this.random.chance(0.6);
    const time = (at: number): string => {
      const text = short ? timeText(at).slice(0, 10) : timeText(at);
      if (this.parameters !== null) return this.#put(`${text}+00`, '');
      return this.random.chance(0.2) ? `${this.word(short ? 'date' : 'timestamp')} '${text}'` : `'${text}'`;
    };
    if (short && to - from === DAY && this.random.chance(0.5)) return `${name}::date = ${time(from)}`;
    return `${name} >= ${time(from)} ${this.word('and')} ${name} < ${time(to)}`;
  }

  /** What lies in a location area only the database knows: by a function of its own, or a table of sites. */
  #within(area: string): string {
    if (this.random.chance(0.5)) return `site_of(${this.column('cell')}) = ${this.#quoted(`SITE-${area}`)}`;
    const [select, from, where] = [this.word('select'), this.word('from'), this.word('where')];
    return `split_part(${this.column('cell')}, '-', 3) ${this.word('in')} (${select} s.lac ${from} net.site s ${where} s.lac = ${this.#quoted(area)})`;
  }

  /** Binds a value that stands in no text. */
  bind(value: string): string {
    return this.#put(value, '');
  }

  #quoted(value: string): string {
    return this.#put(value, `'${value.replaceAll("'", "''")}'`);
  }

  #put(value: string, literal: string): string {
    if (this.parameters === null) return literal;
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }
}

/** To the second where that says it all, else to the microsecond. */
function timeText(at: Moment): string {
  if (at % DAY === 0) return midnightText(at);
  return at % SECOND === 0 ? plainText(at) : isoFromInstant({ us: at, tick: 0, digits: 6 }).slice(0, 26).replace('T', ' ');
}

/** Midnights as they were written out before: statements ask for the same days again and again. */
const midnights = new Map<Moment, string>();

function midnightText(at: Moment): string {
  const known = midnights.get(at);
  if (known !== undefined) return known;
  const made = plainText(at);
  midnights.set(at, made);
  return made;
}
