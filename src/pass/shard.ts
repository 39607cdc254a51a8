import { join } from 'node:path';
import { baseMatchTable, quarantineTable, TableWriter, type Table } from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import type { Quarantined, RawEvent } from '../evidence/index.ts';
import { valueColumns, type ExtractedFact } from '../facts/index.ts';
import { Origin, type OriginNames } from './origins.ts';
import { PLACE_COLUMNS, shardColumns, shardOnly } from './shard-tables.ts';

/** Origins a shard may have (its files hold fewer bytes than that); its number times this begins their numbers. */
const MOST_ORIGINS = 2 ** 26;
/** Rows that the engine puts into one group of a Parquet file, the least that a reader can pass over. */
const GROUP_ROWS = 122_880;

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
  readonly #layouts: ReadonlyMap<Table, FactLayout>;
  #nextOrigin = 0;

  private constructor(engine: Duckdb, facts: readonly Table[], tables: readonly (readonly [Table, TableWriter])[]) {
    this.#engine = engine;
    this.#tables = tables;
    this.#writers = new Map(tables.map(([table, writer]) => [table.name, writer]));
    this.#layouts = new Map(facts.map((table) => [table, new FactLayout(table)]));
  }

  /** `memory` is in MB; `facts` are the tables whose rows stand for records. */
  static async open(memory: number, spill: string, facts: readonly Table[]): Promise<ShardWriter> {
    const engine = await Duckdb.open({ threads: 1, memory, temporary: spill });
    const placed = [...facts, baseMatchTable].map((table) => [table, new TableWriter(engine, table.name, shardColumns(table))] as const);
    const own = shardOnly.map((table) => [table, new TableWriter(engine, table.name, table.columns)] as const);
    return new ShardWriter(engine, facts, [...placed, ...own]);
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

  fact({ table, values }: ExtractedFact, event: RawEvent, place: RowPlace): void {
    const layout = this.#layouts.get(table);
    if (layout) this.#writers.get(table.name)?.addValues(layout.row(values, event.offset, place));
  }

  /** A base match; its columns by name. */
  match(row: Readonly<Record<string, unknown>>, event: RawEvent, { origin, recordId }: RowPlace): void {
    this.#add(baseMatchTable, { ...row, p_origin: origin.number, p_offset: event.offset, p_record_id: recordId });
  }

  quarantine(item: Quarantined, sha256: string): void {
    this.#add(quarantineTable, { evidence: sha256, offset: item.offset, bytes: item.bytes, code: item.code, reason: item.reason });
  }

  /** Writes the shard's tables below `folder`, those with rows; the next shard can begin. */
  async end(folder: string): Promise<void> {
    for (const [table, writer] of this.#tables) {
      // Facts of several groups of rows are sorted by time, so that who wants a stretch of it can pass over most groups; one group is read whole.
      const order = shardOnly.includes(table) || writer.rows <= GROUP_ROWS ? [] : ['time'];
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

/** Turns a fact's values into a shard's row of its table. */
class FactLayout {
  /** For each column of the shard its place among the values, or -1. */
  readonly #places: readonly number[];
  readonly #row: unknown[];
  readonly #host: number;
  readonly #hostRaw: number;

  constructor(table: Table) {
    const given = valueColumns(table);
    this.#places = Object.keys(shardColumns(table)).map((name) => given.indexOf(name));
    this.#row = this.#places.map(() => null);
    this.#host = given.indexOf('host');
    this.#hostRaw = given.indexOf('host_raw');
  }

  /** The row is reused by the next call. */
  row(values: ExtractedFact['values'], offset: number, { origin, recordId }: RowPlace): readonly unknown[] {
    const row = this.#row;
    const own = row.length - PLACE_COLUMNS;
    for (let i = 0; i < own; i++) row[i] = values[this.#places[i] ?? -1];
    const another = values[this.#host] !== origin.names.host;
    row[own] = origin.number;
    row[own + 1] = offset;
    row[own + 2] = recordId;
    row[own + 3] = another ? values[this.#host] : null;
    row[own + 4] = another ? values[this.#hostRaw] : null;
    return row;
  }
}
