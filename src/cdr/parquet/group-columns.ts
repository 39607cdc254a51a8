import type { IdentifierDomain, Masker } from '../../case/index.ts';
import type { Duckdb, TableAppender } from '../../engine/index.ts';
import { fixedOffset, utcOfWall, type Zone } from '../../lib/index.ts';
import { ISO_PATTERN, storedDuration } from '../stored-time.ts';
import { NUMBER_PATTERN } from '../column-profile.ts';
import type { LoadingColumn } from '../store-layout.ts';
import { distinctTexts } from './distinct-texts.ts';
import { textLiteral, type SourceSql } from './source.ts';
import type { StoredValue } from './stored-value.ts';

const QUARTER = 900_000_000;
/** Columns of more different texts than this are judged row by row: there is no memory to gather them. */
const MANY = 2_000_000;

/** What columns of a group of files are read in: tables of the engine that hold what SQL alone cannot tell are joined beside the rows. */
export class GroupColumns {
  readonly #engine: Duckdb;
  readonly #source: SourceSql;
  readonly #masker: Masker;
  readonly #zone: Zone;
  /** Names of the tables made for the joins begin so. */
  readonly #prefix: string;
  readonly joins: string[] = [];

  constructor(engine: Duckdb, source: SourceSql, prefix: string, zone: Zone, masker: Masker) {
    this.#engine = engine;
    this.#source = source;
    this.#prefix = prefix;
    this.#zone = zone;
    this.#masker = masker;
  }

  /** Tells a column's profile; returns SQL of its values as times: as stored (`us`), and of UTC (`utc`). */
  async times(column: LoadingColumn, value: StoredValue): Promise<{ readonly us: string; readonly utc: string }> {
    const none = { us: 'CAST(NULL AS BIGINT)', utc: 'CAST(NULL AS BIGINT)' };
    if (value.kind === 'time') {
      const [sum] = await this.#rows<{ n: number; bad: number }>(
        `SELECT count(*) FILTER (${value.text} <> '') AS n, count(*) FILTER (${value.text} <> '' AND ${value.us} IS NULL) AS bad FROM ${this.#source.sql}`,
      );
      const { n, bad } = sum ?? { n: 0, bad: 0 };
      column.profiler.seeTyped(n - bad, { numeric: false, times: value.zoned ? 'zoned' : value.dateOnly ? 'dates' : 'plain' });
      column.profiler.seeTyped(bad, { numeric: false, times: null });
      return { us: value.us, utc: value.zoned ? value.us : await this.#utc(value.us) };
    }
    const facts = await this.#textFacts(value);
    if (!column.declaredTime && !facts.times) {
      column.profiler.seeTyped(facts.n, { numeric: facts.numeric, times: null });
      return none;
    }
    return this.#textTimes(column, value);
  }

  /** SQL of an identifier in canonical form. */
  async identifier(domain: IdentifierDomain, { text }: StoredValue): Promise<string> {
    const kept = domain === 'imei' ? 14 : 1_000;
    let plain = true;
    const known: [string, string | null][] = [];
    for await (const part of distinctTexts(this.#engine, this.#source.sql, text)) {
      for (const { v } of part) {
        if (v === '') continue;
        const canonical = this.#masker.canonical(domain, v);
        plain &&= canonical === v.slice(0, kept);
        known.push([v, canonical]);
      }
    }
    // As they mostly are: then nothing needs to be looked up.
    if (plain) return `nullif(left(${text}, ${kept}), '')`;
    const table = await this.#join(
      'v VARCHAR, canonical VARCHAR',
      (alias) => `${alias}.v = ${text}`,
      (appender) => {
        for (const [spelling, canonical] of known) {
          appender.text(spelling);
          appender.text(canonical);
          appender.endRow();
        }
      },
    );
    return `${table}.canonical`;
  }

  /** SQL of a duration in seconds. */
  async duration({ whole, text }: StoredValue): Promise<string> {
    if (whole !== '') return `CASE WHEN ${whole} BETWEEN 0 AND 999999999 THEN CAST(${whole} AS BIGINT) END`;
    const known: [string, number | null][] = [];
    for await (const part of distinctTexts(this.#engine, this.#source.sql, text))
      for (const { v } of part) known.push([v, storedDuration(v)]);
    const table = await this.#join(
      'v VARCHAR, seconds BIGINT',
      (alias) => `${alias}.v = ${text}`,
      (appender) => {
        for (const [spelling, seconds] of known) {
          appender.text(spelling);
          appender.integer(seconds);
          appender.endRow();
        }
      },
    );
    return `${table}.seconds`;
  }

  async #textFacts({ kind, text }: StoredValue): Promise<{ readonly n: number; readonly numeric: boolean; readonly times: boolean }> {
    const source = this.#source.sql;
    const [sum] = await this.#rows<{ n: number; different: number }>(
      `SELECT count(*) FILTER (${text} <> '') AS n, approx_count_distinct(${text}) AS different FROM ${source}`,
    );
    const { n, different } = sum ?? { n: 0, different: 0 };
    if (n === 0) return { n, numeric: true, times: false };
    if (kind === 'number') return { n, numeric: true, times: false };
    const values = different > MANY ? `(SELECT ${text} AS v FROM ${source})` : `(SELECT DISTINCT ${text} AS v FROM ${source})`;
    const [all] = await this.#rows<{ numeric: boolean; times: boolean }>(
      `SELECT bool_and(regexp_full_match(v, ${textLiteral(NUMBER_PATTERN)})) AS numeric, bool_and(regexp_full_match(v, ${textLiteral(ISO_PATTERN)}, 'i')) AS times
       FROM ${values} WHERE v <> ''`,
    );
    return { n, numeric: all?.numeric ?? false, times: all?.times ?? false };
  }

  /** Times that are texts are read one by one, each spelling once. */
  async #textTimes(column: LoadingColumn, { text }: StoredValue): Promise<{ readonly us: string; readonly utc: string }> {
    const known: [string, number, number][] = [];
    for await (const part of distinctTexts(this.#engine, this.#source.sql, text)) {
      for (const { v, n } of part) {
        if (v === '') continue;
        const time = column.profiler.see(v, n);
        if (time) known.push([v, time.us, time.zoned ? time.us : utcOfWall(this.#zone, time.us)]);
      }
    }
    const table = await this.#join(
      'v VARCHAR, us BIGINT, utc BIGINT',
      (alias) => `${alias}.v = ${text}`,
      (appender) => {
        for (const [spelling, us, utc] of known) {
          appender.text(spelling);
          appender.integer(us);
          appender.integer(utc);
          appender.endRow();
        }
      },
    );
    return { us: `${table}.us`, utc: `${table}.utc` };
  }

  /** A wall clock's time in UTC. No zone changes its offset within a quarter of an hour. */
  async #utc(us: string): Promise<string> {
    const fixed = fixedOffset(this.#zone.name);
    if (fixed !== null) return fixed === 0 ? us : `(${us} - ${fixed})`;
    const quarter = `CAST(floor(${us} / ${QUARTER}.0) AS BIGINT)`;
    const quarters = await this.#rows<{ q: number }>(`SELECT DISTINCT ${quarter} AS q FROM ${this.#source.sql} WHERE ${us} IS NOT NULL`);
    const table = await this.#join(
      'q BIGINT, shift BIGINT',
      (alias) => `${alias}.q = ${quarter}`,
      (appender) => {
        for (const { q } of quarters) {
          appender.integer(q);
          appender.integer(utcOfWall(this.#zone, q * QUARTER) - q * QUARTER);
          appender.endRow();
        }
      },
    );
    return `(${us} + ${table}.shift)`;
  }

  #rows<Row extends object>(sql: string): Promise<Row[]> {
    return this.#engine.rows<Row>(sql);
  }

  /** Makes a table to be joined to the rows; each of its keys stands there once. */
  async #join(columns: string, on: (alias: string) => string, fill: (appender: TableAppender) => void): Promise<string> {
    const table = `${this.#prefix}_${this.joins.length}`;
    await this.#engine.run(`CREATE TABLE ${table} (${columns})`);
    const appender = await this.#engine.append(table);
    fill(appender);
    appender.flush();
    appender.close();
    this.joins.push(`LEFT JOIN ${table} ON ${on(table)}`);
    return table;
  }
}
