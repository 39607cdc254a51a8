/** A value that can be bound to a `$name` in a statement; a TIMESTAMP is given as microseconds since 1970 by `make_timestamp($name)`. */
export type SqlValue = string | number | bigint | boolean | null | readonly string[];

/** What a column of a result becomes in JavaScript: TIMESTAMP as microseconds (number), BIGINT as number (string above 2^53), lists as arrays, structs as objects. */
export type ResultValue = string | number | boolean | null | readonly ResultValue[] | { readonly [name: string]: ResultValue };

export type ResultRow = Readonly<Record<string, ResultValue>>;

/** A SQL engine. All SQL of Hardcell goes through one of these. */
export interface Engine {
  /** Runs statements for their effect. */
  run(sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<void>;
  /** All rows of a query that is known to be small; the caller states its ORDER BY. */
  rows<Row extends object = ResultRow>(sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<Row[]>;
  /** The rows in blocks, for what is large. */
  stream<Row extends object = ResultRow>(sql: string, values?: Readonly<Record<string, SqlValue>>): AsyncIterable<Row[]>;
  /** The same for a query all of whose columns are DOUBLE and hold a value: each column of a block as numbers, good until the next block is asked for. */
  numbers(sql: string, values?: Readonly<Record<string, SqlValue>>): AsyncIterable<readonly Float64Array[]>;
  close(): void;
}
