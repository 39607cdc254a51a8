import type { CallRecordStore, StoredColumn } from '../../cdr/index.ts';
import type { Constant, Edge, Operand, Predicate, Widening } from '../predicate.ts';
import { doubtOf, meaningsOf, type Meaning } from './comparison.ts';
import { always, compared, conjunction, disjunction, negation, never, open, undecided, type Certainty, type Truth } from './truth.ts';
import type { BoundValues } from './values.ts';

const DAY = 86_400_000_000;

const NUMBER_TYPE = 'DECIMAL(38, 9)';

/** Writes the SQL of predicates over one store's columns as stored, and gathers why they do not tell everything. */
export class ConditionSql {
  readonly #store: CallRecordStore;
  readonly #values: BoundValues;
  readonly doubts = new Set<Widening>();

  constructor(store: CallRecordStore, values: BoundValues) {
    this.#store = store;
    this.#values = values;
  }

  of(predicate: Predicate): Truth {
    switch (predicate.kind) {
      case 'all':
        return always;
      case 'none':
        return never;
      case 'and':
        return conjunction(predicate.parts.map((part) => this.of(part)));
      case 'or':
        return disjunction(predicate.parts.map((part) => this.of(part)));
      case 'not':
        return negation(this.of(predicate.part));
      case 'in':
        return this.#set(predicate.column, predicate.values);
      case 'range':
        return this.#range(predicate.column, predicate.from, predicate.to);
      case 'prefix':
        return this.#onText(
          predicate.column,
          predicate.prefix === '',
          (column) => `starts_with(${column}, ${this.#values.text(predicate.prefix)})`,
        );
      case 'like': {
        const pattern = this.#values.text(predicate.fold ? predicate.pattern.toLowerCase() : predicate.pattern);
        return this.#onText(
          predicate.column,
          /^%*$/.test(predicate.pattern),
          (column) => `${predicate.fold ? `lower(${column})` : column} LIKE ${pattern} ESCAPE '\\'`,
        );
      }
      case 'unknown':
        return undecided;
    }
  }

  #column(operand: Operand): StoredColumn | null {
    return this.#store.columns.find((column) => column.name.toLowerCase() === operand.name) ?? null;
  }

  #undecided(why: Widening): Truth {
    this.doubts.add(why);
    return undecided;
  }

  #onText(operand: Operand, empty: boolean, condition: (column: string) => string): Truth {
    const column = this.#column(operand);
    if (!column) return this.#undecided('column');
    const { times } = column.profile;
    if (operand.as === 'text' && times && !times.compact) return this.#undecided('type');
    const sql = condition(column.text);
    return compared(column.text, [{ must: sql, may: sql, empty }]);
  }

  /** Values that mean the same kinds of thing are compared together: lists can be long. */
  #set(operand: Operand, values: readonly Constant[]): Truth {
    const column = this.#column(operand);
    if (!column) return this.#undecided('column');
    const groups = new Map<string, Meaning[][]>();
    for (const value of values) {
      const meanings = this.#meanings(column, operand, value);
      const key = meanings.map((meaning) => meaning.kind).join(' ');
      const group = groups.get(key);
      if (group) group.push(meanings);
      else groups.set(key, [meanings]);
    }
    const parts = [...groups.values()].map((group) => {
      const ways = group[0]?.length ?? 0;
      return compared(
        column.text,
        Array.from({ length: ways }, (_, way) =>
          this.#equals(
            column,
            group.flatMap((meanings) => meanings[way] ?? []),
          ),
        ),
      );
    });
    return parts.length === 0 ? never : disjunction(parts);
  }

  #meanings(column: StoredColumn, operand: Operand, constant: Constant): Meaning[] {
    const meanings = meaningsOf(column, operand.as, constant, this.#store.zone);
    for (const meaning of meanings) {
      const doubt = doubtOf(meaning);
      if (doubt) this.doubts.add(doubt);
    }
    return meanings;
  }

  #equals(column: StoredColumn, meanings: readonly Meaning[]): Certainty {
    const texts = meanings.flatMap((meaning) => (meaning.kind === 'text' ? [meaning.text] : []));
    if (texts.length > 0) {
      const list = this.#values.list(texts);
      // A column of fixed length is padded with spaces, which do not count in a comparison.
      const padded = this.#values.list(texts.map((text) => text.replace(/ +$/, '')));
      return {
        must: `${column.text} IN ${list}`,
        may: `rtrim(${column.text}, ' ') IN ${padded}`,
        empty: texts.some((text) => /^ *$/.test(text)),
      };
    }
    const numbers = meanings.flatMap((meaning) => (meaning.kind === 'number' ? [plainNumber(meaning.text)] : []));
    if (numbers.length > 0) return same(this.#equalsNumber(column, numbers));
    const times = meanings.flatMap((meaning) => (meaning.kind === 'time' ? [meaning] : []));
    if (times.length === 0) return open;
    return {
      must: `(${times.map((t) => (t.band.earliest === t.band.latest ? `${timeSql(column, t.day)} = ${t.band.earliest}` : 'false')).join(' OR ')})`,
      may: `(${times.map((t) => `${timeSql(column, t.day)} BETWEEN ${t.band.earliest} AND ${t.band.latest}`).join(' OR ')})`,
      empty: false,
    };
  }

  /**
   * Making a number of every text costs ten times as much as reading it, and identifiers are digits alone: those are equal where they are the
   * same digits behind leading zeros. Whatever else stands in the column is compared as the number it is.
   */
  #equalsNumber(column: StoredColumn, numbers: readonly string[]): string {
    const digits = numbers.flatMap((number) => wholeDigits(number) ?? []);
    const asDigits = digits.length === 0 ? 'false' : `ltrim(${column.text}, '0') IN ${this.#values.list(digits)}`;
    const asNumber = `${numberSql(column)} IN ${this.#values.list(numbers, NUMBER_TYPE)}`;
    const digitsAlone = `strlen(${column.text}) BETWEEN 1 AND 28 AND translate(${column.text}, '0123456789', '') = ''`;
    return `CASE WHEN ${digitsAlone} THEN ${asDigits} ELSE ${asNumber} END`;
  }

  #range(operand: Operand, from: Edge | null, to: Edge | null): Truth {
    const column = this.#column(operand);
    if (!column) return this.#undecided('column');
    const parts: Truth[] = [];
    for (const [edge, isLower] of [
      [from, true],
      [to, false],
    ] as const) {
      if (!edge) continue;
      const operator = `${isLower ? '>' : '<'}${edge.inclusive ? '=' : ''}`;
      parts.push(
        compared(
          column.text,
          this.#meanings(column, operand, edge.value).map((meaning) => this.#beyond(column, operator, isLower, meaning)),
        ),
      );
    }
    return conjunction(parts);
  }

  #beyond(column: StoredColumn, operator: string, isLower: boolean, meaning: Meaning): Certainty {
    switch (meaning.kind) {
      case 'time': {
        const { earliest, latest } = meaning.band;
        const time = timeSql(column, meaning.day);
        return {
          must: `${time} ${operator} ${isLower ? latest : earliest}`,
          may: `${time} ${operator} ${isLower ? earliest : latest}`,
          empty: false,
        };
      }
      case 'number':
        return same(`${numberSql(column)} ${operator} CAST(${this.#values.text(plainNumber(meaning.text))} AS ${NUMBER_TYPE})`);
      case 'text': {
        // Digits alone are ordered alike by every collation, and an empty text comes first.
        if (/^\d*$/.test(meaning.text)) {
          const ordered = `CASE WHEN translate(${column.text}, '0123456789', '') = '' THEN ${column.text} ${operator} ${this.#values.text(meaning.text)} END`;
          return { must: ordered, may: ordered, empty: !isLower || meaning.text === '' };
        }
        this.doubts.add('order');
        return open;
      }
      case 'open':
        return open;
    }
  }
}

/** A comparison of numbers: an empty field is no number. */
function same(sql: string): Certainty {
  return { must: sql, may: sql, empty: false };
}

function numberSql(column: StoredColumn): string {
  return `TRY_CAST(${column.text} AS ${NUMBER_TYPE})`;
}

/** The digits of a whole number that is not negative, without leading zeros (none at all for zero); null for any other number. */
function wholeDigits(number: string): string | null {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  const digits = whole.replace(/^0+/, '');
  if (/[1-9]/.test(fraction) || whole === '') return null;
  return sign === '-' && digits !== '' ? null : digits;
}

function plainNumber(text: string): string {
  return text.replace(/^\+/, '');
}

/** The time, or the beginning of its day. */
function timeSql(column: StoredColumn, day: boolean): string {
  return day ? `(${column.time} - ((${column.time} % ${DAY}) + ${DAY}) % ${DAY})` : column.time;
}
