import type { Engine } from '../engine/index.ts';
import type { RowOf, Table } from './tables/index.ts';

/** What a stage writes its tables through; nothing is visible to others until the stage has ended well. */
export interface StageOutput {
  /** Writes all rows of a table, sorted by the table's order. */
  write<T extends Table>(table: T, rows: Iterable<RowOf<T>>): Promise<void>;
  /** The next Parquet file of a table that SQL makes (`COPY … TO`); a large one is split, its files in the table's order. */
  file(table: Table): string;
}

/** What a stage reads: the tables of the stages before it. */
export interface StageInput {
  readonly engine: Engine;
  /** SQL that reads a table (`SELECT … FROM ${input.from(hopTable)}`); an empty table where no stage wrote it. */
  from(table: Table): string;
  /** All rows of a table in its order; for tables known to fit in memory. `where` is SQL over its columns. */
  rows<T extends Table>(table: T, where?: string): Promise<RowOf<T>[]>;
}
