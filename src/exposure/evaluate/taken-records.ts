import type { CallRecordColumn } from '../../case/index.ts';
import type { CallRecordStore } from '../../cdr/index.ts';
import type { Duckdb } from '../../engine/index.ts';
import { wideningsOf, type Widening } from '../predicate.ts';
import type { Read } from '../statement.ts';
import { ConditionSql } from './condition-sql.ts';
import { BoundValues } from './values.ts';

/** Canonical columns as bits, so that a row of `taken` says which left. */
const canonicalColumns: readonly CallRecordColumn[] = [
  'servedMSISDN',
  'servedIMSI',
  'servedIMEI',
  'otherMSISDN',
  'startTime',
  'duration',
  'cell',
  'recordType',
  'volumeUplink',
  'volumeDownlink',
];

/** What one reading took. */
export interface Taken {
  /** Records that it returned for certain, and those that it may have beyond. */
  readonly confirmed: number;
  readonly possible: number;
  readonly bytesConfirmed: number;
  readonly bytesPossible: number;
  readonly widened: readonly Widening[];
}

/** A reading to be evaluated. */
export interface Reading {
  /** Number of the access it belongs to. */
  readonly access: number;
  readonly read: Read;
  /** When it was audited, µs of UTC. */
  readonly time: number;
  /** False when nothing that it returned can be certain, whatever the statement says. */
  readonly certain: boolean;
}

/** Clocks of the network and of the database may differ by this much, in µs. */
const CLOCKS = 300_000_000;

/** Which records each access took, in the memory of the engine that holds the stores. */
export class TakenRecords {
  readonly #engine: Duckdb;

  private constructor(engine: Duckdb) {
    this.#engine = engine;
  }

  static async open(engine: Duckdb): Promise<TakenRecords> {
    await engine.run('CREATE TABLE taken (access INTEGER, record_id VARCHAR, sure BOOLEAN, columns INTEGER)');
    return new TakenRecords(engine);
  }

  /** Evaluates a reading against a store, by SQL of our own: the statement itself is never run. */
  async take(store: CallRecordStore, { access, read, time, certain }: Reading): Promise<Taken> {
    const values = new BoundValues();
    const sql = new ConditionSql(store, values);
    const asked = sql.of(read.predicate);
    const there = presence(store, time);
    const widened = new Set<Widening>([...read.widened, ...wideningsOf(read.predicate), ...sql.doubts]);
    const sure = certain && read.widened.length === 0 ? `(${asked.mustTrue} AND ${there.must})` : 'false';
    const projected = projectedColumns(store, read);
    const size = [...projected.map((column) => `coalesce(strlen(${column}), 0)`), String(projected.length)].join(' + ');
    const select = `SELECT record_id, ${sure} AS sure, ${size} AS size${projected.map((column, i) => `, ${column} AS p${i}`).join('')}
      FROM ${store.table} WHERE ${asked.mayTrue} AND ${there.may}`;
    await this.#engine.run(`CREATE OR REPLACE TABLE matched AS ${select}`, values.usedIn(select));
    const matched = await this.#count();
    if (read.limit !== null && matched.rows > read.limit) {
      await this.#engine.run('UPDATE matched SET sure = false');
      widened.add('limit');
    }
    await this.#engine.run(`INSERT INTO taken SELECT ${access}, record_id, sure, ${returnedColumns(store, read)} FROM matched`);
    const { confirmed, rows } = await this.#count();
    const bytes = await this.#bytes(read, projected.length);
    return { confirmed, possible: rows - confirmed, ...bytes, widened: [...widened] };
  }

  /** Nothing that an access took is certain after all. */
  async doubt(access: number): Promise<void> {
    await this.#engine.run(`UPDATE taken SET sure = false WHERE access = ${access}`);
  }

  /** Records that an access took, each once however often it was read. */
  async records(access: number): Promise<{ readonly confirmed: number; readonly possible: number }> {
    const [row] = await this.#engine.rows<{ confirmed: number; possible: number }>(
      `SELECT CAST(count(*) FILTER (WHERE sure) AS BIGINT) AS confirmed, CAST(count(*) FILTER (WHERE NOT sure) AS BIGINT) AS possible
       FROM (SELECT record_id, bool_or(sure) AS sure FROM taken WHERE access = ${access} GROUP BY record_id) AS one`,
    );
    return row ?? { confirmed: 0, possible: 0 };
  }

  async #count(): Promise<{ confirmed: number; rows: number }> {
    const [row] = await this.#engine.rows<{ confirmed: number; rows: number }>(
      `SELECT CAST(count(*) FILTER (WHERE sure) AS BIGINT) AS confirmed, CAST(count(*) AS BIGINT) AS "rows" FROM matched`,
    );
    return row ?? { confirmed: 0, rows: 0 };
  }

  /** Sums stay integers: a sum of BIGINT is wider than a BIGINT, and would be written as a DOUBLE. */
  async #bytes(read: Read, projected: number): Promise<{ bytesConfirmed: number; bytesPossible: number }> {
    const values = Array.from({ length: projected }, (_, i) => `p${i}`);
    const rows =
      read.distinct && projected > 0
        ? `(SELECT bool_or(sure) AS sure, any_value(size) AS size FROM matched GROUP BY ${values.join(', ')})`
        : 'matched';
    // No more rows than the limit were returned: at most the largest.
    const most = read.limit === null ? '' : ` ORDER BY size DESC LIMIT ${read.limit}`;
    const [row] = await this.#engine.rows<{ confirmed: number | null; possible: number | null }>(
      `SELECT CAST(sum(size) FILTER (WHERE sure) AS BIGINT) AS confirmed, CAST(sum(size) FILTER (WHERE NOT sure) AS BIGINT) AS possible
       FROM (SELECT sure, size FROM ${rows} AS r${most}) AS returned`,
    );
    return { bytesConfirmed: row?.confirmed ?? 0, bytesPossible: row?.possible ?? 0 };
  }
}

/** SQL names of the columns that are returned. */
function projectedColumns(store: CallRecordStore, read: Read): string[] {
  const byName = new Map(store.columns.map((column) => [column.name.toLowerCase(), column.text]));
  return read.columns.flatMap((name) => byName.get(name) ?? []);
}

/** The canonical columns that a reading returns, as bits; the mapping knows them even where no file was read. */
export function returnedColumns(store: CallRecordStore, read: Read): number {
  const returned = new Set(read.columns);
  return canonicalColumns.reduce(
    (bits, column, i) => (returned.has(store.mapping.columns[column]?.toLowerCase() ?? '') ? bits | (1 << i) : bits),
    0,
  );
}

/** The canonical columns behind bits, sorted by name. */
export function columnsOfBits(bits: number): CallRecordColumn[] {
  return canonicalColumns.filter((_, i) => (bits & (1 << i)) !== 0).sort();
}

/**
 * Whether a record was in the table at a time. Where nothing says when it was loaded, it was there from its start:
 * no record of a call is older than the call, but the clocks may differ.
 */
function presence(store: CallRecordStore, time: number): { readonly must: string; readonly may: string } {
  if (store.loadKnown) return { must: `coalesce(loaded <= ${time}, false)`, may: `coalesce(loaded <= ${time}, true)` };
  if (!store.columns.some((column) => column.canonical === 'startTime')) return { must: 'true', may: 'true' };
  return { must: `coalesce("start" <= ${time}, false)`, may: `coalesce("start" <= ${time + CLOCKS}, true)` };
}
