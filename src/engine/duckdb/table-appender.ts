import { DuckDBDataChunk, DuckDBTypeId, type DuckDBAppender } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { BATCH_ROWS, ColumnBuffer, type BufferKind } from './column-buffer.ts';

const KINDS: ReadonlyMap<DuckDBTypeId, BufferKind> = new Map([
  [DuckDBTypeId.VARCHAR, 'text'],
  [DuckDBTypeId.BIGINT, 'int64'],
  [DuckDBTypeId.TIMESTAMP, 'int64'],
  [DuckDBTypeId.INTEGER, 'int32'],
  [DuckDBTypeId.DOUBLE, 'double'],
  [DuckDBTypeId.BOOLEAN, 'boolean'],
]);

/** Appends rows, value by value, in the order of the table's columns, and hands them over in batches. */
export class TableAppender {
  readonly #appender: DuckDBAppender;
  readonly #chunk: DuckDBDataChunk;
  readonly #columns: readonly ColumnBuffer[];
  #row = 0;
  #column = 0;

  constructor(appender: DuckDBAppender) {
    this.#appender = appender;
    const types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i));
    this.#chunk = DuckDBDataChunk.create(types);
    this.#columns = types.map(({ typeId }) => {
      const kind = KINDS.get(typeId);
      if (!kind) throw new TypeError(`no rows can be appended to a column of type ${DuckDBTypeId[typeId]}`);
      return new ColumnBuffer(kind);
    });
  }

  text(value: string | null): void {
    if (value === null) this.none();
    else this.#next().text(this.#row, value);
  }

  /** A safe integer for a BIGINT or INTEGER column, or microseconds since 1970 for a TIMESTAMP. */
  integer(value: number | null): void {
    if (value === null) this.none();
    else this.#next().integer(this.#row, value);
  }

  double(value: number | null): void {
    if (value === null) this.none();
    else this.#next().double(this.#row, value);
  }

  boolean(value: boolean | null): void {
    if (value === null) this.none();
    else this.#next().boolean(this.#row, value);
  }

  none(): void {
    this.#next().none(this.#row);
  }

  endRow(): void {
    if (this.#column !== this.#columns.length) throw new Error(`a row has ${this.#columns.length} values, and got ${this.#column}`);
    this.#column = 0;
    this.#row += 1;
    if (this.#row === BATCH_ROWS) this.#handOver();
  }

  /** Hands everything that was appended to the engine; needed before the table is read. */
  flush(): void {
    if (this.#row > 0) this.#handOver();
    this.#appender.flushSync();
  }

  close(): void {
    this.#appender.closeSync();
  }

  #next(): ColumnBuffer {
    const buffer = this.#columns[this.#column++];
    if (!buffer) throw new Error(`a row has ${this.#columns.length} values, and got more`);
    return buffer;
  }

  #handOver(): void {
    this.#chunk.reset();
    this.#chunk.rowCount = this.#row;
    this.#columns.forEach((column, i) => column.flush(duckdb.data_chunk_get_vector(this.#chunk.chunk, i), this.#row));
    this.#appender.appendDataChunk(this.#chunk);
    this.#row = 0;
  }
}
