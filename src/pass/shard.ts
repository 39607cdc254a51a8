import { join } from 'node:path';
import {
  baseMatchTable,
  makeRef,
  quarantineTable,
  recordTable,
  shardColumns,
  TableWriter,
  type ProvenanceColumn,
  type Table,
} from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import type { Quarantined, RawEvent } from '../evidence/index.ts';

/** Where the record being written stands. */
export interface RecordPlace {
  readonly sha256: string;
  /** Canonical host, masked. */
  readonly host: string;
  /** Host and log as the record spells them, masked: log text is hostile, wherever it stands. */
  readonly spelledHost: string | null;
  readonly channel: string | null;
}

/** One shard in the making: rows gather in an engine of the worker's own and become one Parquet file a table. */
export class Shard {
  readonly #engine: Duckdb;
  readonly #writers = new Map<string, { writer: TableWriter; order: readonly string[] }>();

  private constructor(engine: Duckdb) {
    this.#engine = engine;
  }

  /** `facts` are the tables whose rows carry provenance; base matches, records and quarantine are always there. */
  static async open(memory: number, spill: string, facts: readonly Table[]): Promise<Shard> {
    const shard = new Shard(await Duckdb.open({ threads: 1, memory, temporary: spill }));
    for (const table of [...facts, baseMatchTable]) await shard.#add(table.name, shardColumns(table), ['ref', 'p_offset']);
    for (const table of [recordTable, quarantineTable]) await shard.#add(table.name, table.columns, table.order);
    return shard;
  }

  async #add(name: string, columns: Parameters<typeof shardColumns>[0]['columns'], order: readonly string[]): Promise<void> {
    const writer = new TableWriter(this.#engine, name, columns);
    await writer.open();
    this.#writers.set(name, { writer, order });
  }

  record(event: RawEvent, place: RecordPlace): void {
    this.#row(recordTable.name, {
      time: event.time.us,
      time_100ns: event.time.tick,
      host: place.host,
      source: event.source,
      evidence: place.sha256,
      offset: event.offset,
      record_id: event.recordId,
      record_host: place.spelledHost,
      channel: place.channel,
    });
  }

  /** A row of a fact table or a base match, with the place of its record. */
  row(table: Table, row: Readonly<Record<string, unknown>>, event: RawEvent, place: RecordPlace): void {
    const provenance: Record<ProvenanceColumn, unknown> = {
      p_evidence: place.sha256,
      p_offset: event.offset,
      p_record_id: event.recordId,
      p_host: place.spelledHost,
      p_channel: place.channel,
    };
    this.#row(table.name, { ...row, ref: makeRef(place.sha256, event.recordId, event.offset), ...provenance });
  }

  quarantine(item: Quarantined, sha256: string): void {
    this.#row(quarantineTable.name, { evidence: sha256, offset: item.offset, bytes: item.bytes, code: item.code, reason: item.reason });
  }

  /** Writes all tables below `folder` and lets go of the memory. */
  async close(folder: string): Promise<void> {
    for (const [name, { writer, order }] of this.#writers) await writer.copyTo(join(folder, `${name}.parquet`), order);
    this.#engine.close();
  }

  #row(name: string, row: Readonly<Record<string, unknown>>): void {
    this.#writers.get(name)?.writer.add(row);
  }
}
