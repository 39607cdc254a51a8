import { DuckDBInstance, DuckDBTypeId, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
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

/** Statements that run at a time at most, however many threads there are: each holds what it sorts in the engine's memory, and more would spill. */
const AT_ONCE = 2;

/** A DuckDB in this process's memory, with everything that reaches outside the machine switched off. */
export class Duckdb implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #threads: number;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, threads: number) {
    this.#instance = instance;
    this.#connection = connection;
    this.#threads = threads;
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
    return new Duckdb(instance, connection, options.threads);
  }

  async run(sql: string, values?: Readonly<Record<string, SqlValue>>): Promise<void> {
    await this.#connection.run(sql, bound(values));
  }

  /**
   * Runs statements that do not need each other, some at a time, each on one thread: one that several threads share spends about as much again
   * on waiting for them. When one fails no other begins, and those that run end first. Nothing else may run meanwhile.
   */
  async runEach(statements: readonly string[]): Promise<void> {
    const waiting = statements.values();
    let failed = false;
    const runOn = async (): Promise<void> => {
      const connection = await this.#instance.connect();
      try {
        for (const sql of waiting) {
          if (failed) return;
          await connection.run(sql);
        }
      } catch (cause) {
        failed = true;
        throw cause;
      } finally {
        connection.closeSync();
      }
    };
    await this.run('SET threads = 1');
    const ends = await Promise.allSettled(Array.from({ length: Math.min(this.#threads, AT_ONCE) }, runOn));
    await this.run(`SET threads = ${this.#threads}`);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
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

  async *numbers(sql: string, values?: Readonly<Record<string, SqlValue>>): AsyncIterable<readonly Float64Array[]> {
    const connection = await this.#instance.connect();
    try {
      const result = await connection.stream(sql, bound(values));
      const columns = result.columnTypes();
      if (columns.some(({ typeId }) => typeId !== DuckDBTypeId.DOUBLE))
        throw new TypeError('numbers are asked for of a column that is not DOUBLE');
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield columns.map((_, i) => {
          const bytes = duckdb.vector_get_data(
            duckdb.data_chunk_get_vector(chunk.chunk, i),
            chunk.rowCount * Float64Array.BYTES_PER_ELEMENT,
          );
          return new Float64Array(bytes.buffer, bytes.byteOffset, chunk.rowCount);
        });
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
