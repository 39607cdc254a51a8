import type { Masker, StoreMapping } from '../case/index.ts';
import type { Duckdb } from '../engine/index.ts';
import { byText, problem, utcZone, zoneOf, type ErrorCode } from '../lib/index.ts';
import { readRows } from './delimited/index.ts';
import { systemCode, type FoundFile } from './files.ts';
import { withFile } from './open-file.ts';
import { ParquetProbe, parquetSelects, type ParquetFile, type StoreReading } from './parquet/index.ts';
import { columnNames, constantTime } from './record-table.ts';
import { RecordWriter } from './record-writer.ts';
import { openStoreFiles, type StoreFile, type StoreFiles } from './store-files.ts';
import { layoutOf, type StoreLayout } from './store-layout.ts';
import type { CallRecordProblem, CallRecordStore } from './store.ts';

/** Loads the call records of one store into a table in the engine's memory. `files` are those its mapping's glob names; `keptRows` as for `loadCallRecords`. */
export async function loadStore(
  engine: Duckdb,
  table: string,
  mapping: StoreMapping,
  files: readonly FoundFile[],
  masker: Masker,
  keptRows: number,
): Promise<{ readonly store: CallRecordStore; readonly problems: readonly CallRecordProblem[] }> {
  const problems: CallRecordProblem[] = [];
  const atMapping = (code: ErrorCode, details: Record<string, string | number>): void => {
    problems.push({ file: mapping.file, offset: 0, bytes: 0, code, reason: problem(code, details), rows: 0 });
  };
  const zone = mapping.time_zone === null ? null : zoneOf(mapping.time_zone);
  if (mapping.time_zone !== null && !zone) atMapping('CDR_ZONE_UNKNOWN', { zone: mapping.time_zone });
  const opened = await opening(files, mapping);
  problems.push(...opened.problems);
  const readable = [...opened.delimited, ...opened.parquet].sort((a, b) => byText(a.path, b.path));
  const layout = layoutOf(
    mapping,
    readable.map((file) => file.header.names),
  );
  const { load_time } = mapping;
  const loadKnown = load_time !== null && (layout.load !== null || constantTime(load_time) !== null);
  if (load_time !== null && !loadKnown && readable.length > 0) atMapping('CDR_LOAD_TIME_UNKNOWN', {});
  const reading: StoreReading = { engine, mapping, layout, zone: zone ?? utcZone, masker };
  const written = await writeDelimited(reading, opened.parquet.length === 0 ? table : `${table}_text`, opened.delimited);
  problems.push(...written.problems);
  const inPlace = await readInPlace(reading, table, opened.parquet, keptRows);
  for (const column of layout.columns) {
    const { unreadable } = column.profiler;
    if (unreadable > 0) atMapping('CDR_TIME_UNREADABLE', { column: column.name, rows: unreadable });
  }
  const store: CallRecordStore = {
    name: mapping.store,
    mapping,
    table,
    columns: storedColumns(layout),
    zone,
    loadKnown,
    files: readable.length,
    duplicates: opened.duplicates,
    records: written.records + inPlace,
    quarantined: problems.reduce((sum, item) => sum + item.rows, 0),
  };
  return { store, problems };
}

async function opening(files: readonly FoundFile[], mapping: StoreMapping): Promise<StoreFiles> {
  const probe = new ParquetProbe();
  try {
    return await openStoreFiles(files, mapping, probe);
  } finally {
    probe.close();
  }
}

/** Writes the rows of delimited files into a table of their own. */
async function writeDelimited(
  { engine, mapping, layout, zone, masker }: StoreReading,
  table: string,
  files: readonly StoreFile[],
): Promise<{ readonly records: number; readonly problems: readonly CallRecordProblem[] }> {
  const writer = await RecordWriter.open(engine, table, mapping, layout, zone, masker);
  const problems = files.flatMap((file) => readFile(file, writer));
  writer.close();
  return { records: writer.records, problems };
}

/**
 * Puts the records of Parquet files beside those of delimited ones: few in a table, which is asked faster, many are read where they lie whenever
 * they are asked for. Returns how many they are.
 */
async function readInPlace(reading: StoreReading, table: string, files: readonly ParquetFile[], keptRows: number): Promise<number> {
  if (files.length === 0) return 0;
  const records = files.reduce((sum, file) => sum + file.header.rows, 0);
  const selects = await parquetSelects(reading, files, `${table}_known`);
  const kind = records > keptRows ? 'VIEW' : 'TABLE';
  await reading.engine.run(`CREATE ${kind} ${table} AS ${[`SELECT * FROM ${table}_text`, ...selects].join(' UNION ALL ')}`);
  return records;
}

function storedColumns(layout: StoreLayout): CallRecordStore['columns'] {
  return layout.columns.map(({ name, canonical, profiler }, i) => ({ name, canonical, ...columnNames(i), profile: profiler.profile() }));
}

/** Reads one file into the table; returns the rows that are none, neighbours of the same fault as one item. */
function readFile(file: StoreFile, writer: RecordWriter): CallRecordProblem[] {
  const bad: (CallRecordProblem & { rows: number; bytes: number })[] = [];
  const write = writer.ofFile(file);
  try {
    withFile(file.absolute, (handle) => {
      readRows(handle, file.header, {
        row: write,
        bad(code, offset, size) {
          const last = bad.at(-1);
          if (last && last.code === code && last.offset + last.bytes === offset) {
            last.rows += 1;
            last.bytes += size;
          } else bad.push({ file: file.path, offset, bytes: size, code, reason: problem(code), rows: 1 });
        },
      });
    });
  } catch (cause) {
    const reason = problem('FILE_UNREADABLE', { cause: systemCode(cause) });
    bad.push({ file: file.path, offset: 0, bytes: file.size, code: 'FILE_UNREADABLE', reason, rows: 0 });
  }
  return bad;
}
