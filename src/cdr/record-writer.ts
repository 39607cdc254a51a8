import type { Masker, StoreMapping } from '../case/index.ts';
import type { Duckdb, TableAppender } from '../engine/index.ts';
import { CanonicalIdentifiers } from './identifiers.ts';
import { columnIndex, type LoadingColumn, type StoreLayout } from './store-layout.ts';
import type { StoreFile } from './store-files.ts';
import { storedDuration, type StoredTime } from './stored-time.ts';
import { identifierColumns } from './store.ts';
import { commonLoadTime, MAX_KEY, tableColumns, utcOf } from './record-table.ts';
import type { Zone } from '../lib/index.ts';

const FLUSH_ROWS = 4096;

/** Writes call records of one store into a table in the engine's memory. */
export class RecordWriter {
  readonly #mapping: StoreMapping;
  readonly #layout: StoreLayout;
  readonly #zone: Zone;
  readonly #identifiers: CanonicalIdentifiers;
  readonly #appender: TableAppender;
  /** When all records were loaded, µs of UTC; null when a column says so, or nothing does. */
  readonly #loaded: number | null;
  #pending = 0;
  records = 0;

  private constructor(appender: TableAppender, mapping: StoreMapping, layout: StoreLayout, zone: Zone, masker: Masker) {
    this.#appender = appender;
    this.#mapping = mapping;
    this.#layout = layout;
    this.#zone = zone;
    this.#identifiers = new CanonicalIdentifiers(masker);
    this.#loaded = commonLoadTime(mapping, layout, zone);
  }

  static async open(
    engine: Duckdb,
    table: string,
    mapping: StoreMapping,
    layout: StoreLayout,
    zone: Zone,
    masker: Masker,
  ): Promise<RecordWriter> {
    await engine.run(`CREATE TABLE ${table} (${tableColumns(layout)})`);
    return new RecordWriter(await engine.append(table), mapping, layout, zone, masker);
  }

  /** A function that writes the rows of one file; `fields` stand in the order of its header. */
  ofFile(file: StoreFile): (fields: readonly string[], offset: number) => void {
    const places = new Map(this.#layout.columns.map((column) => [column, columnIndex(file.header.names, column.name)]));
    const at = (fields: readonly string[], column: LoadingColumn | null | undefined): string => {
      const value = column ? (fields[places.get(column) ?? -1] ?? '') : '';
      // NULL as PostgreSQL's COPY writes it.
      return value === '\\N' ? '' : value;
    };
    return (fields, offset) => {
      const { canonical } = this.#layout;
      const spelled = identifierColumns.map(([name]) => at(fields, canonical.get(name)));
      const clear = identifierColumns.map(([, domain], i) => this.#identifiers.of(domain, spelled[i] ?? ''));
      const times = new Map<LoadingColumn, StoredTime | null>();
      for (const column of this.#layout.columns) {
        const value = at(fields, column);
        if (value !== '') times.set(column, column.profiler.see(value));
      }
      const time = (column: LoadingColumn | null | undefined): number | null =>
        utcOf(column ? (times.get(column) ?? null) : null, this.#zone);
      const key = at(fields, this.#layout.key);
      this.#appender.text(this.#recordId(key, [...spelled, ...clear], file, offset));
      this.#appender.integer(time(canonical.get('startTime')));
      this.#appender.integer(this.#loaded ?? time(this.#layout.load));
      this.#appender.integer(storedDuration(at(fields, canonical.get('duration'))));
      for (const value of clear) this.#appender.text(value);
      for (const column of this.#layout.columns) {
        this.#appender.text((places.get(column) ?? -1) < 0 ? null : at(fields, column));
        this.#appender.integer(times.get(column)?.us ?? null);
      }
      this.#endRow();
    };
  }

  close(): void {
    this.#appender.flush();
    this.#appender.close();
  }

  #endRow(): void {
    this.#appender.endRow();
    this.records += 1;
    this.#pending += 1;
    if (this.#pending < FLUSH_ROWS) return;
    this.#appender.flush();
    this.#pending = 0;
  }

  /** `<store>:<key>`, unless the key is missing or holds an identifier of the record: then the record's place. */
  #recordId(key: string, identifiers: readonly (string | null)[], file: StoreFile, offset: number): string {
    const column = this.#layout.key?.canonical ?? null;
    const isIdentifier = identifierColumns.some(([name]) => name === column);
    const holdsOne = identifiers.some((value) => value !== null && value.length >= 7 && key.includes(value));
    if (key !== '' && key.length <= MAX_KEY && !isIdentifier && !holdsOne) return `${this.#mapping.store}:${key}`;
    return `${file.sha256.slice(0, 16)}:${offset}`;
  }
}
