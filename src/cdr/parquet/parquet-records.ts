import type { CallRecordColumn, Masker, StoreMapping } from '../../case/index.ts';
import type { Duckdb } from '../../engine/index.ts';
import { byText, type Zone } from '../../lib/index.ts';
import { columnNames, commonLoadTime, MAX_KEY } from '../record-table.ts';
import { columnIndex, type LoadingColumn, type StoreLayout } from '../store-layout.ts';
import { identifierColumns } from '../store.ts';
import { GroupColumns } from './group-columns.ts';
import type { ParquetFile } from './probe.ts';
import { readSql, textLiteral, type SourceSql } from './source.ts';
import { storedValue, type StoredValue } from './stored-value.ts';

/** What the files of a store are read with. */
export interface StoreReading {
  readonly engine: Duckdb;
  readonly mapping: StoreMapping;
  readonly layout: StoreLayout;
  readonly zone: Zone;
  readonly masker: Masker;
}

const NOTHING = { text: 'CAST(NULL AS VARCHAR)', number: 'CAST(NULL AS BIGINT)' } as const;

/**
 * SQL that reads the records of Parquet files where they lie, with the columns of a store's table (`store.ts`); files of equal columns together, in order
 * of their paths. Notes the profiles of their columns. `prefix` begins the names of the tables it makes in the engine.
 */
export async function parquetSelects(reading: StoreReading, files: readonly ParquetFile[], prefix: string): Promise<string[]> {
  const groups = new Map<string, ParquetFile[]>();
  for (const file of [...files].sort((a, b) => byText(a.path, b.path))) {
    const shape = JSON.stringify([file.header.names, file.header.types]);
    groups.set(shape, [...(groups.get(shape) ?? []), file]);
  }
  const selects: string[] = [];
  for (const [n, group] of [...groups.values()].entries()) selects.push(await groupSelect(reading, group, `${prefix}_${n}`));
  return selects;
}

async function groupSelect(reading: StoreReading, files: readonly ParquetFile[], prefix: string): Promise<string> {
  const { engine, mapping, layout, zone, masker } = reading;
  const loaded = commonLoadTime(mapping, layout, zone);
  const { names, types } = files[0]?.header ?? { names: [], types: [] };
  const paths = files.map((file) => file.absolute);
  const source = readSql(paths, names);
  const columns = new GroupColumns(engine, source, prefix, zone, masker);
  const values = new Map<LoadingColumn, StoredValue>();
  const times = new Map<LoadingColumn, { readonly us: string; readonly utc: string }>();
  for (const column of layout.columns) {
    const at = columnIndex(names, column.name);
    if (at < 0) continue;
    const value = storedValue(names[at] ?? '', types[at] ?? '');
    values.set(column, value);
    times.set(column, await columns.times(column, value));
  }
  const of = (name: CallRecordColumn): StoredValue | undefined => values.get(layout.canonical.get(name) ?? nowhere);
  const utc = (column: LoadingColumn | null | undefined): string => times.get(column ?? nowhere)?.utc ?? NOTHING.number;
  const identifiers: string[] = [];
  for (const [name, domain] of identifierColumns) {
    const value = of(name);
    identifiers.push(value ? await columns.identifier(domain, value) : NOTHING.text);
  }
  const duration = of('duration');
  const spelled = identifierColumns.flatMap(([name]) => of(name)?.text ?? []);
  const list = [
    `${recordId(reading, values, [...spelled, ...identifiers], source, files)} AS record_id`,
    `${utc(layout.canonical.get('startTime'))} AS "start"`,
    `${loaded === null ? utc(layout.load) : String(loaded)} AS loaded`,
    `${duration ? await columns.duration(duration) : NOTHING.number} AS duration`,
    ...identifierColumns.map(([name], i) => `${identifiers[i] ?? NOTHING.text} AS "id_${name}"`),
    ...layout.columns.flatMap((column, i) => [
      `${values.get(column)?.text ?? NOTHING.text} AS ${columnNames(i).text}`,
      `${times.get(column)?.us ?? NOTHING.number} AS ${columnNames(i).time}`,
    ]),
  ];
  return `SELECT ${list.join(', ')} FROM ${source.sql} ${columns.joins.join(' ')}`;
}

/** A column that no store has. */
const nowhere = {} as LoadingColumn;

/** `<store>:<key>`, unless the key is missing or holds an identifier of the record: then the file and the row's place in it, counted from 0. */
function recordId(
  { mapping, layout }: StoreReading,
  values: ReadonlyMap<LoadingColumn, StoredValue>,
  identifiers: readonly string[],
  source: SourceSql,
  files: readonly ParquetFile[],
): string {
  const sums = files.map((file) => `${textLiteral(file.absolute)}: ${textLiteral(file.sha256.slice(0, 16))}`);
  const place = `MAP {${sums.join(', ')}}[${source.file}] || ':' || ${source.row}`;
  const key = layout.key ? values.get(layout.key)?.text : undefined;
  if (key === undefined || identifierColumns.some(([name]) => name === layout.key?.canonical)) return place;
  const holds = identifiers.map((sql) => `coalesce(strlen(${sql}) BETWEEN 7 AND strlen(${key}) AND contains(${key}, ${sql}), false)`);
  const usable = [`${key} <> ''`, `length(${key}) <= ${MAX_KEY}`, ...holds.map((one) => `NOT ${one}`)].join(' AND ');
  return `CASE WHEN ${usable} THEN ${textLiteral(`${mapping.store}:`)} || ${key} ELSE ${place} END`;
}
