/** The column types that both engines (DuckDB, Trino) read alike. TIMESTAMP is UTC in microseconds. */
export type ScalarType = 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'TIMESTAMP';
export type ColumnType = ScalarType | 'VARCHAR[]' | typeof POINTERS;

/** Evidence pointers behind a row: one for each place the record stands in. */
export const POINTERS =
  'STRUCT("ref" VARCHAR, "evidence" VARCHAR, "offset" BIGINT, "record_id" VARCHAR, "host" VARCHAR, "channel" VARCHAR)[]';

/** Enough to show the original bytes again. */
export interface Pointer {
  /** First 16 hex digits of the evidence's SHA-256, then `:` + record id or `@` + offset. */
  readonly ref: string;
  /** SHA-256 of the evidence, 64 hex digits. */
  readonly evidence: string;
  readonly offset: number;
  readonly record_id: string | null;
  /** Host and channel as the record spells them. */
  readonly host: string | null;
  readonly channel: string | null;
}

/** What each column type is in JavaScript: TIMESTAMP as microseconds since 1970; BIGINT as a safe integer. */
interface TypeOf {
  BOOLEAN: boolean;
  INTEGER: number;
  BIGINT: number;
  DOUBLE: number;
  VARCHAR: string;
  TIMESTAMP: number;
  'VARCHAR[]': readonly string[];
  [POINTERS]: readonly Pointer[];
}

/** One column: `null: false` says that it always holds a value. */
export interface Column {
  readonly type: ColumnType;
  readonly null: boolean;
  /** What it holds, with unit and source; printed in the reference pages. */
  readonly about: string;
}

export type Columns = Readonly<Record<string, Column>>;

/** A table of the case: its name, the version of its layout, its columns and the order its rows are kept in. */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly version: number;
  readonly columns: C;
  /** Column names; rows are sorted by them, and together they tell any two rows apart. */
  readonly order: readonly string[];
}

/** The row type of a table. */
export type RowOf<T extends Table> = {
  readonly [K in keyof T['columns']]: T['columns'][K]['null'] extends false
    ? TypeOf[T['columns'][K]['type']]
    : TypeOf[T['columns'][K]['type']] | null;
};

/** A column that always holds a value. */
export function required<T extends ColumnType>(type: T, about: string): { readonly type: T; readonly null: false; readonly about: string } {
  return { type, null: false, about };
}

/** A column that is null where the source does not say. */
export function optional<T extends ColumnType>(type: T, about: string): { readonly type: T; readonly null: true; readonly about: string } {
  return { type, null: true, about };
}

export function table<const C extends Columns>(definition: Table<C>): Table<C> {
  return definition;
}
