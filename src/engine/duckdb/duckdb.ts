import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { Engine, ResultRow, ResultValue, SqlValue } from '../engine.ts';
import { resultValue } from './result-value.ts';
import { TableAppender } from './table-appender.ts';

export interface DuckdbOptions {
  readonly threads: number;
  /** In MB. */
  readonly memory: number;
  /** Where large sorts may spill; null forbids spilling, for data that must never be written in clear. */
  readonly temporary: string | null;
}

/** A DuckDB in this process's memory, with everything that reaches outside the machine switched off. */
export class Duckdb implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(options: DuckdbOptions): Promise<Duckdb> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: `${options.memory}MB`,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.temporary === null ? { temp_directory: '' } : { temp_directory: options.temporary }),
    });
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'; SET GLOBAL preserve_insertion_order = true;");
    return new Duckdb(instance, connection);
  }

  async run(sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<void> {
    await this.#connection.run(sql, bound(values));
  }

  async rows<Row extends object = ResultRow>(sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<Row[]> {
    const all: Row[] = [];
    for await (const block of this.stream<Row>(sql, values)) all.push(...block);
    return all;
  }

  async *stream<Row extends object = ResultRow>(sql: string, values?: Readonly<Record<string, SqlValue>>): AsyncIterable<Row[]> {
    // A connection streams one result at a time: a second query on it would silently cut the first one short.
    const connection = await this.#instance.connect();
    try {
      const result = await connection.stream(sql, bound(values));
      const names = result.deduplicatedColumnNames();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        // The row type is the caller's promise about its own SQL; the engine can't check it.
        yield chunk.getRows().map((row) => rowObject(names, row) as Row);
      }
    } finally {
      connection.closeSync();
    }
  }

  /** Opens an appender on a table made by `run`; the fastest way in for rows made in JavaScript. */
  async append(table: string): Promise<TableAppender> {
    return new TableAppender(await this.#connection.createAppender(table));
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function rowObject(names: readonly string[], row: readonly DuckDBValue[]): Record<string, ResultValue> {
  const object: Record<string, ResultValue> = {};
  for (let i = 0; i < names.length; i++) object[names[i] ?? ''] = resultValue(row[i]);
  return object;
}

function bound(values: Readonly<Record<string, SqlValue>> | undefined): Record<string, DuckDBValue> | undefined {
  if (!values) return undefined;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? JSON.stringify(value) : (value as DuckDBValue)]),
  );
}
