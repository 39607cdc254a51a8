import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptySelect, literal, TableWriter, type Finding, type Masker, type RowOf, type Table } from '../../../case/index.ts';
import { Duckdb } from '../../../engine/index.ts';
import type { Analytic, Carrier } from '../analytic.ts';

/** A masker for tests that hides nothing. */
export const plainMasker: Masker = { identifier: () => null, canonical: () => null, text: (text) => text, statement: (sql) => sql };

/** A carrier that told us nothing. */
export const silentCarrier: Carrier = {
  context: { numbers: null, sources: [], mappings: [], formats: [], tickets: [], honey: [], digest: '', problems: [] },
  masker: plainMasker,
};

/** The rows of one table of facts. */
export interface FactLog {
  readonly table: Table;
  readonly rows: readonly object[];
}

/** A fact of a table for tests: what is not given is null; `at` is in seconds since 2024-01-01. Its pointer is made from `number`. */
export function factOf<T extends Table>(table: T, number: number, at: number, given: Partial<RowOf<T>>): RowOf<T> {
  const ref = `0123456789abcdef@${number}`;
  const empty = Object.fromEntries(Object.keys(table.columns).map((name) => [name, null]));
  return {
    ...empty,
    time: Date.UTC(2024, 0, 1) * 1000 + Math.round(at * 1e6),
    time_100ns: 0,
    time_digits: 0,
    ref,
    pointers: [{ ref, evidence: '0'.repeat(64), offset: number, record_id: null, host: null, channel: null }],
    ...given,
  } as unknown as RowOf<T>;
}

/** Runs an analytic over facts in a real engine. */
export async function findingsFrom(analytic: Analytic, logs: readonly FactLog[], carrier: Carrier = silentCarrier): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-'));
  const engine = await Duckdb.open({ threads: 2, memory: 1000, temporary: null });
  try {
    for (const { table, rows } of logs) {
      const writer = new TableWriter(engine, table.name, table.columns);
      await writer.open();
      for (const row of rows) writer.add(row as Parameters<typeof writer.add>[0]);
      await writer.copyTo(join(folder, `${table.name}.parquet`), table.order);
    }
    const given = new Set(logs.map(({ table }) => table.name));
    const from = (table: Table): string =>
      given.has(table.name) ? `read_parquet(${literal(join(folder, `${table.name}.parquet`))})` : `(${emptySelect(table.columns)})`;
    return await analytic.run({ engine, from, rows: () => Promise.reject(new Error('not a small table')) }, carrier);
  } finally {
    engine.close();
    rmSync(folder, { recursive: true });
  }
}
