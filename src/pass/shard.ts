import { join } from 'node:path';
import { baseMatchTable, quarantineTable, TableWriter, type Table } from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import type { Quarantined, RawEvent } from '../evidence/index.ts';
import { Origin, type OriginNames } from './origins.ts';
import { shardColumns, shardOnly } from './shard-tables.ts';

/** Origins a shard may have (its files hold fewer bytes than that); its number times this begins their numbers. */
const MOST_ORIGINS = 2 ** 26;

/** Where a row's record stands. */
export interface RowPlace {
  readonly origin: Origin;
  /** Null when it has none that can be told exactly. */
  readonly recordId: number | null;
}

/** Rows of one shard after another: they gather in an engine of the worker's own and become one Parquet file a table. */
export class ShardWriter {
  readonly #engine: Duckdb;
  readonly #tables: readonly (readonly [Table, TableWriter])[];
  readonly #writers: ReadonlyMap<string, TableWriter>;
  #nextOrigin = 0;

  private constructor(engine: Duckdb, tables: readonly (readonly [Table, TableWriter])[]) {
    this.#engine = engine;
    this.#tables = tables;
    this.#writers = new Map(tables.map(([table, writer]) => [table.name, writer]));
  }

  /** `memory` is in MB; `facts` are the tables whose rows stand for records. */
  static async open(memory: number, spill: string, facts: readonly Table[]): Promise<ShardWriter> {
    const engine = await Duckdb.open({ threads: 1, memory, temporary: spill });
    const placed = [...facts, baseMatchTable].map((table) => [table, new TableWriter(engine, table.name, shardColumns(table))] as const);
    const own = shardOnly.map((table) => [table, new TableWriter(engine, table.name, table.columns)] as const);
    return new ShardWriter(engine, [...placed, ...own]);
  }

  /** Begins a shard; `number` is one that no other shard of the case has. */
  async begin(number: number): Promise<void> {
    this.#nextOrigin = number * MOST_ORIGINS;
    for (const [, writer] of this.#tables) await writer.open();
  }

  /** A log of a host in a file; the caller ends it. */
  origin(names: OriginNames): Origin {
    return new Origin(this.#nextOrigin++, names, (table, row) => this.#add(table, row));
  }

  /** A row of a fact table or a base match, with the place of its record. */
  row(table: Table, row: Readonly<Record<string, unknown>>, event: RawEvent, { origin, recordId }: RowPlace): void {
    this.#add(table, { ...row, p_origin: origin.number, p_offset: event.offset, p_record_id: recordId });
  }

  quarantine(item: Quarantined, sha256: string): void {
    this.#add(quarantineTable, { evidence: sha256, offset: item.offset, bytes: item.bytes, code: item.code, reason: item.reason });
  }

  /** Writes the shard's tables below `folder`, those with rows; the next shard can begin. */
  async end(folder: string): Promise<void> {
    for (const [table, writer] of this.#tables) {
      // Sorted by time, so that who wants a stretch of time can pass over most of what is stored.
      const order = 'time' in table.columns ? ['time'] : [];
      if (writer.rows > 0) await writer.copyTo(join(folder, `${table.name}.parquet`), order);
    }
  }

  close(): void {
    this.#engine.close();
  }

  #add(table: Table, row: Readonly<Record<string, unknown>>): void {
    this.#writers.get(table.name)?.add(row);
  }
}
