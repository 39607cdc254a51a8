import type { ExposureTotal, Masker, StolenRecord } from '../case/index.ts';
import type { CallRecordStore } from '../cdr/index.ts';
import type { Duckdb } from '../engine/index.ts';
import { byText } from '../lib/index.ts';
import { columnsOfBits } from './evaluate/index.ts';
import { subjectColumns } from './subject.ts';

/** Makes the table `stolen` of what all accesses took together: record_id, sure, accesses (numbers), columns (bits). */
export async function gatherStolen(engine: Duckdb): Promise<void> {
  await engine.run(
    // Of a record that left for certain, the columns that left for certain.
    `CREATE TABLE stolen AS
     SELECT record_id, bool_or(sure) AS sure, list(DISTINCT access) AS accesses,
            coalesce(bit_or(columns) FILTER (WHERE sure), bit_or(columns)) AS columns
     FROM taken GROUP BY record_id`,
  );
}

interface StolenRow {
  readonly record_id: string;
  readonly sure: boolean;
  readonly accesses: readonly number[];
  readonly columns: number;
  readonly [spelling: `id_${string}`]: string | null;
}

/** The stolen set; `ids` are the accesses' ids by number. Records that two stores share stand in it once. */
export async function stolenRecords(
  engine: Duckdb,
  stores: readonly CallRecordStore[],
  ids: readonly string[],
  masker: Masker,
): Promise<StolenRecord[]> {
  const records = new Map<string, StolenRecord>();
  for (const store of stores) {
    const { spellings, subjectOf } = subjectColumns(store, masker);
    const rows = engine.stream<StolenRow>(
      `SELECT s.record_id, any_value(s.sure) AS sure, any_value(s.accesses) AS accesses, any_value(s.columns) AS columns${spellings.map(({ sql, as }) => `, min(${sql}) AS ${as}`).join('')}
       FROM stolen AS s JOIN ${store.table} AS r ON r.record_id = s.record_id GROUP BY s.record_id ORDER BY s.record_id`,
    );
    for await (const block of rows) {
      for (const row of block) {
        const subject = subjectOf(row);
        const known = records.get(row.record_id);
        records.set(row.record_id, {
          record_id: row.record_id,
          grade: row.sure ? 'confirmed' : 'possible',
          access_ids: row.accesses.map((number) => ids[number] ?? '').sort(byText),
          columns: columnsOfBits(row.columns),
          subjects: [...new Set([...(known?.subjects ?? []), ...(subject ? [subject] : [])])].sort(byText),
        });
      }
    }
  }
  return [...records.values()].sort((a, b) => byText(a.record_id, b.record_id));
}

/** How many records each store holds in which grade, and how many subjects, the total as `*`. */
export async function totalsOf(
  engine: Duckdb,
  stores: readonly CallRecordStore[],
  stolen: readonly StolenRecord[],
): Promise<ExposureTotal[]> {
  const totals: ExposureTotal[] = [];
  for (const store of [...new Set(stores.map((one) => one.name))].sort(byText)) {
    totals.push(
      await recordTotal(
        engine,
        store,
        stores.filter((one) => one.name === store),
      ),
    );
  }
  totals.push(await recordTotal(engine, '*', stores));
  const confirmed = new Set<string>();
  const all = new Set<string>();
  for (const record of stolen) {
    for (const subject of record.subjects) {
      all.add(subject);
      if (record.grade === 'confirmed') confirmed.add(subject);
    }
  }
  return [...totals, { what: 'subjects', store: '*', confirmed: confirmed.size, possible: all.size - confirmed.size, excluded: null }];
}

async function recordTotal(engine: Duckdb, store: string, stores: readonly CallRecordStore[]): Promise<ExposureTotal> {
  if (stores.length === 0) return { what: 'records', store, confirmed: 0, possible: 0, excluded: 0 };
  const all = stores.map((one) => `SELECT record_id FROM ${one.table}`).join(' UNION ');
  const [row] = await engine.rows<{ records: number; confirmed: number; possible: number }>(
    `SELECT CAST(count(*) AS BIGINT) AS records, CAST(count(*) FILTER (WHERE s.sure) AS BIGINT) AS confirmed, CAST(count(*) FILTER (WHERE NOT s.sure) AS BIGINT) AS possible
     FROM (SELECT DISTINCT record_id FROM (${all}) AS u) AS r LEFT JOIN stolen AS s ON s.record_id = r.record_id`,
  );
  const { records, confirmed, possible } = row ?? { records: 0, confirmed: 0, possible: 0 };
  return { what: 'records', store, confirmed, possible, excluded: records - confirmed - possible };
}
