import type { Duckdb } from '../../engine/index.ts';
import { originTable, recordTable, runTable } from '../shard-tables.ts';
import type { ReadShards } from './shard-files.ts';

/**
 * Makes the tables `origins` (every log of a host in a file, with `log`: the number of the log it is a copy or a part of, and `copied`: whether any of its records stands elsewhere too) and `repeated`: the records
 * that stand more than once, by origin and offset. `log`, `record_id` and `moment` say which are the same one, `copy` counts from 1.
 *
 * A record is the same when host, channel and record number are equal, and the time at the coarser precision of the two: forms of one log differ
 * in the digits they keep. Where the finest form tells two times apart within a second, a coarser one can't say which it means and stays by itself. Numbers are compared one by one only where the stretches of two files overlap, which most never do.
 * Returns whether any record stands more than once at all.
 */
export async function findRepeated(engine: Duckdb, read: ReadShards): Promise<boolean> {
  // A record that does not name its host is told apart by its log alone, as before it was given one by where it lay.
  await engine.run(`CREATE OR REPLACE TABLE origins AS
    SELECT *, dense_rank() OVER (ORDER BY CASE WHEN record_host IS NULL THEN '' ELSE host END, coalesce(lower(channel), '')) AS log
    FROM ${read(originTable.name, originTable.columns)} AS o`);
  await engine.run(`CREATE OR REPLACE TABLE overlapping AS
    WITH runs AS (
      SELECT origin, log, first_id, last_id,
        max(last_id) OVER (PARTITION BY log ORDER BY first_id, last_id, origin ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before,
        lead(first_id) OVER (PARTITION BY log ORDER BY first_id, last_id, origin) AS next
      FROM ${read(runTable.name, runTable.columns)} AS r JOIN origins USING (origin) WHERE first_id IS NOT NULL)
    SELECT DISTINCT origin, log FROM runs WHERE first_id <= before OR next <= last_id`);
  // `//` of negative numbers rounds towards zero: times before 1970 need floor.
  await engine.run(`CREATE OR REPLACE TABLE repeated AS
    WITH candidate AS (
      SELECT origin, log, "offset", record_id, time * 10 + fraction // 8 AS ticks, CAST(floor(time / 1000000) AS BIGINT) AS second, fraction % 8 AS digits
      FROM ${read(recordTable.name, recordTable.columns)} AS r JOIN overlapping USING (origin)),
    shared AS (
      SELECT log, record_id, second, min(digits) AS least, max(digits) AS most FROM candidate GROUP BY log, record_id, second HAVING count(*) > 1),
    precise AS (
      SELECT log, record_id, second, count(DISTINCT ticks) AS times FROM candidate JOIN shared USING (log, record_id, second)
      WHERE digits = most GROUP BY log, record_id, second),
    compared AS (
      SELECT c.origin, c."offset", log, record_id, CAST(floor(second / 3600) AS BIGINT) AS hour, c.ticks,
        CASE WHEN p.times = 1 THEN s.least ELSE c.digits END AS digits,
        CAST(pow(10, 7 - CASE WHEN p.times = 1 THEN s.least ELSE c.digits END) AS BIGINT) AS unit
      FROM candidate AS c JOIN shared AS s USING (log, record_id, second) JOIN precise AS p USING (log, record_id, second)),
    told AS (
      SELECT origin, "offset", log, record_id, hour, (ticks - (ticks % unit + unit) % unit) // unit * 10 + digits AS moment FROM compared)
    SELECT origin, "offset", log, record_id, moment, hour,
      row_number() OVER (PARTITION BY log, record_id, moment ORDER BY evidence, "offset") AS copy
    FROM told JOIN origins USING (origin, log) QUALIFY count(*) OVER (PARTITION BY log, record_id, moment) > 1`);
  await engine.run(`ALTER TABLE origins ADD COLUMN copied BOOLEAN DEFAULT false;
    UPDATE origins SET copied = true WHERE origin IN (SELECT origin FROM repeated);
    DROP TABLE overlapping`);
  const [copied] = await engine.rows<{ any: boolean }>('SELECT count(*) > 0 AS "any" FROM origins WHERE copied');
  return copied?.any ?? false;
}

export async function forgetRepeated(engine: Duckdb): Promise<void> {
  await engine.run('DROP TABLE repeated; DROP TABLE origins');
}
