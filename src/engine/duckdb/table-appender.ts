import type { DuckDBAppender } from '@duckdb/node-api';

/** Appends rows, value by value, in the order of the table's columns. */
export class TableAppender {
  readonly #appender: DuckDBAppender;

  constructor(appender: DuckDBAppender) {
    this.#appender = appender;
  }

  text(value: string | null): void {
    if (value === null) this.#appender.appendNull();
    else this.#appender.appendVarchar(value);
  }

  /** A safe integer for a BIGINT column. */
  integer(value: number | null): void {
    if (value === null) this.#appender.appendNull();
    else this.#appender.appendBigInt(BigInt(value));
  }

  double(value: number | null): void {
    if (value === null) this.#appender.appendNull();
    else this.#appender.appendDouble(value);
  }

  boolean(value: boolean | null): void {
    if (value === null) this.#appender.appendNull();
    else this.#appender.appendBoolean(value);
  }

  endRow(): void {
    this.#appender.endRow();
  }

  /** Hands what was appended to the engine; call it every few thousand rows and at the end. */
  flush(): void {
    this.#appender.flushSync();
  }

  close(): void {
    this.#appender.closeSync();
  }
}
