import {
  coverageTable,
  duplicateTable,
  literal,
  logHourTable,
  logRunTable,
  quoted,
  type StageOutput,
  type Table,
} from '../../case/index.ts';
import type { Duckdb } from '../../engine/index.ts';
import { hourTable, runTable } from '../shard-tables.ts';
import type { ReadShards } from './shard-files.ts';

const HOUR = 3_600_000_000;
/** What a log is called: its channel, else the kind of source. */
const SOURCE = 'coalesce(o.channel, o.source)';

/** Writes when which log spoke (`coverage`, `log_hour`, `log_run`) and how many records of a file are copies. */
export async function writeCoverage(engine: Duckdb, read: ReadShards, output: StageOutput): Promise<void> {
  const write = async (table: Table, select: string): Promise<void> => {
    const columns = Object.keys(table.columns).map(quoted).join(', ');
    const order = table.order.map(quoted).join(', ');
    const file = literal(output.file(table));
    await engine.run(`COPY (SELECT ${columns} FROM (${select}) AS s ORDER BY ${order}) TO ${file} (FORMAT parquet, COMPRESSION zstd)`);
  };
  await write(
    duplicateTable,
    'SELECT evidence, count(*) AS records FROM repeated JOIN origins USING (origin) WHERE copy > 1 GROUP BY evidence',
  );
  await engine.run(`CREATE OR REPLACE TABLE hours AS ${hours(read)}`);
  await write(
    coverageTable,
    `SELECT host, source, strftime(make_timestamp(hour * ${HOUR}), '%Y-%m') AS month, make_timestamp(min(first)) AS first,
      make_timestamp(max(last)) AS last, CAST(sum(records) AS BIGINT) AS records FROM hours GROUP BY host, source, month`,
  );
  await write(logHourTable, `SELECT host, source, make_timestamp(hour * ${HOUR}) AS hour, records FROM hours WHERE records > 0`);
  await engine.run('DROP TABLE hours');
  await write(logRunTable, runs(read));
}

/** Records of each host, source and hour, copies taken off. */
function hours(read: ReadShards): string {
  return `SELECT o.host, ${SOURCE} AS source, hour, min(first) AS first, max(last) AS last, CAST(sum(records) AS BIGINT) AS records
    FROM (SELECT origin, hour, first, last, records FROM ${read(hourTable.name, hourTable.columns)} AS h
      UNION ALL SELECT origin, hour, NULL, NULL, -count(*) FROM repeated WHERE copy > 1 GROUP BY origin, hour) AS h
    JOIN origins AS o USING (origin) GROUP BY ALL`;
}

/** Runs that follow on each other in one file, wherever it was cut for reading, are one. */
function runs(read: ReadShards): string {
  return `WITH run AS (
      SELECT o.host, ${SOURCE} AS source, o.evidence, first_id, last_id, first, last, records
      FROM ${read(runTable.name, runTable.columns)} AS r JOIN origins AS o USING (origin)),
    begun AS (
      SELECT *, CASE WHEN first_id <= 1 + max(last_id) OVER (
        PARTITION BY host, source, evidence ORDER BY first_id, last_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS begins
      FROM run WHERE first_id IS NOT NULL),
    numbered AS (
      SELECT *, sum(begins) OVER (PARTITION BY host, source, evidence ORDER BY first_id, last_id ROWS UNBOUNDED PRECEDING) AS island FROM begun)
    SELECT host, source, evidence, min(first_id) AS first_id, max(last_id) AS last_id, make_timestamp(min(first)) AS first,
      make_timestamp(max(last)) AS last, max(last_id) - min(first_id) + 1 AS records
    FROM numbered GROUP BY host, source, evidence, island
    UNION ALL
    SELECT host, source, evidence, NULL, NULL, make_timestamp(min(first)), make_timestamp(max(last)), CAST(sum(records) AS BIGINT)
    FROM run WHERE first_id IS NULL GROUP BY host, source, evidence`;
}
