import type { Duckdb, TableAppender } from '../engine/index.ts';
import { POINTERS, type Column, type ColumnType, type RowOf, type Table } from './tables/index.ts';

/** SQL name of a column; several (`from`, `to`, `last`) are words of SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A SQL string literal. A NUL, which a hostile rule may write into its title, would end the statement: it is put together with one. */
export function literal(text: string): string {
  const plain = `'${text.replaceAll("'", "''")}'`;
  return plain.includes('\0') ? `(${plain.replaceAll('\0', "' || chr(0) || '")})` : plain;
}

/** A SELECT with the table's columns and no rows. */
export function emptySelect(columns: Readonly<Record<string, Column>>): string {
  const list = Object.entries(columns).map(([name, column]) => `NULL::${column.type} AS ${quoted(name)}`);
  return `SELECT ${list.join(', ')} WHERE false`;
}

/** Collects rows made in JavaScript in the engine's memory and writes them as one zstd Parquet file; and again, for the next one. */
export class TableWriter {
  readonly #engine: Duckdb;
  readonly #columns: readonly (readonly [string, Column])[];
  readonly #staging: string;
  #appender: TableAppender | null = null;
  #rows = 0;

  constructor(engine: Duckdb, name: string, columns: Readonly<Record<string, Column>>) {
    this.#engine = engine;
    this.#columns = Object.entries(columns);
    this.#staging = `staging_${name}`;
  }

  /** Rows since the last file. */
  get rows(): number {
    return this.#rows;
  }

  /** Makes the staging table; needed before the first row of each file. */
  async open(): Promise<void> {
    if (this.#appender && this.#rows === 0) return;
    const list = this.#columns.map(([name, column]) => `${quoted(name)} ${stagingType(column.type)}`);
    await this.#engine.run(`CREATE OR REPLACE TABLE ${this.#staging} (${list.join(', ')})`);
    this.#appender = await this.#engine.append(this.#staging);
    this.#rows = 0;
  }

  /** Appends one row; values are taken by column name. */
  add(row: Readonly<Record<string, unknown>>): void {
    this.addValues(this.#columns.map(([name]) => row[name]));
  }

  /** Appends one row; values in the order of the columns. */
  addValues(values: readonly unknown[]): void {
    const appender = this.#appender;
    if (!appender) throw new Error('the writer is not open');
    for (let i = 0; i < this.#columns.length; i++) {
      const value = values[i];
      const named = this.#columns[i];
      if (named) appendValue(appender, named[0], named[1], value);
    }
    appender.endRow();
    this.#rows += 1;
  }

  /** Writes the rows, sorted by `order`, and forgets them. */
  async copyTo(file: string, order: readonly string[]): Promise<void> {
    this.#appender?.flush();
    this.#appender?.close();
    this.#appender = null;
    const list = this.#columns.map(([name, column]) => `${typedExpression(name, column.type)} AS ${quoted(name)}`);
    const sorted = order.length ? ` ORDER BY ${order.map(quoted).join(', ')}` : '';
    await this.#engine.run(
      `COPY (SELECT ${list.join(', ')} FROM ${this.#staging}${sorted}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await this.#engine.run(`DROP TABLE ${this.#staging}`);
  }
}

/** Writes the rows of a whole table to a file. */
export async function writeTable<T extends Table>(engine: Duckdb, table: T, rows: Iterable<RowOf<T>>, file: string): Promise<void> {
  const writer = new TableWriter(engine, table.name, table.columns);
  await writer.open();
  for (const row of rows) writer.add(row);
  await writer.copyTo(file, table.order);
}

function stagingType(type: ColumnType): string {
  return type === 'VARCHAR[]' || type === POINTERS ? 'VARCHAR' : type;
}

/** Lists travel as JSON text: an appender of nested values is far slower than the engine's own JSON reader. */
function typedExpression(name: string, type: ColumnType): string {
  const column = quoted(name);
  switch (type) {
    case 'VARCHAR[]':
      return `from_json(${column}, '["VARCHAR"]')`;
    case POINTERS:
      return `from_json(${column}, '[{"ref":"VARCHAR","evidence":"VARCHAR","offset":"BIGINT","record_id":"VARCHAR","host":"VARCHAR","channel":"VARCHAR"}]')`;
    default:
      return column;
  }
}

function appendValue(appender: TableAppender, name: string, column: Column, value: unknown): void {
  if (value === null || value === undefined) {
    if (!column.null) throw new TypeError(`column ${name} always holds a value, and got none`);
    appender.none();
    return;
  }
  if (typeof value === 'string') appender.text(value);
  else if (typeof value === 'boolean') appender.boolean(value);
  else if (typeof value === 'number') {
    if (column.type === 'DOUBLE') appender.double(value);
    else if (column.type === 'INTEGER' && (value | 0) !== value) throw new TypeError(`column ${name} holds 32 bits, and got ${value}`);
    else appender.integer(value);
  } else appender.text(JSON.stringify(value));
}
