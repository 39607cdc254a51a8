import type { SqlValue } from '../../engine/index.ts';

/** The values bound to the SQL that we write; no value of a statement is ever part of its text. */
export class BoundValues {
  readonly #values: Record<string, SqlValue> = {};
  #count = 0;

  /** The placeholder of a value. */
  text(value: string): string {
    const name = `v${this.#count++}`;
    this.#values[name] = value;
    return `$${name}`;
  }

  /** Those that a statement uses: the engine refuses a value that has no place. */
  usedIn(sql: string): Record<string, SqlValue> {
    const used = new Set(sql.match(/\$v\d+/g)?.map((name) => name.slice(1)));
    return Object.fromEntries(Object.entries(this.#values).filter(([name]) => used.has(name)));
  }

  /** A list as something that can stand after IN; a type casts its values. */
  list(values: readonly string[], type?: string): string {
    const typed = (value: string): string => (type ? `CAST(${value} AS ${type})` : value);
    if (values.length <= SHORT_LIST) return `(${values.map((value) => typed(this.text(value))).join(', ')})`;
    const name = `v${this.#count++}`;
    this.#values[name] = values;
    return `(SELECT ${typed('given')} FROM (SELECT unnest(from_json($${name}, '["VARCHAR"]')) AS given) AS list)`;
  }
}

const SHORT_LIST = 16;
