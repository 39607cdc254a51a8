import { logActivityTable, logRunTable, type Blind, type StageInput } from '../../case/index.ts';

/** A record that a log was emptied, or that its source lost events. */
interface LogEvent {
  readonly host: string;
  readonly source: string;
  readonly time: number;
  readonly ref: string;
  /** Latest record before it, over all files; null where we have none. */
  readonly before: number | null;
  readonly before_id: number | null;
  /** Number of the first record from it on. */
  readonly after_id: number | null;
  /** Whether one file holds it and records before it in one row. */
  readonly within: boolean;
}

/**
 * What 1102 and 104 took: from the last record before that some file still holds, or else from the beginning of the case, to the clearing.
 * Where the numbers go on without a hole, older copies hold everything and nothing is missing.
 */
export async function clearedLogs(input: StageInput, since: number): Promise<Blind[]> {
  const rows = await input.engine.rows<LogEvent>(eventsSql(input, "activity = 'cleared'"));
  return rows
    .filter((row) => !row.within && !(row.before_id !== null && row.after_id === row.before_id + 1))
    .map((row) => ({
      host: row.host,
      source: row.source,
      from: Math.min(row.before ?? since, row.time - 1),
      to: row.time,
      cause: 'cleared',
      missing: row.before_id === null || row.after_id === null ? null : Math.max(0, row.after_id - row.before_id - 1),
      ref: row.ref,
    }));
}

/** Moments at which a source says itself that it lost records (1101, Sysmon 255): how many and since when it doesn't say. */
export async function droppedRecords(input: StageInput): Promise<Blind[]> {
  const rows = await input.engine.rows<{ host: string; source: string; time: number; ref: string }>(
    `SELECT host, coalesce(log, channel, '*') AS source, time, ref FROM ${input.from(logActivityTable)} AS a
     WHERE activity = 'dropped' ORDER BY host, source, time, ref`,
  );
  return rows.map(({ host, source, time, ref }) => ({ host, source, from: time, to: time + 1, cause: 'dropped', missing: null, ref }));
}

function eventsSql(input: StageInput, which: string): string {
  // A record of another log tells nothing of its place in this one; its own number does.
  return `WITH events AS (
      SELECT host, coalesce(log, channel, '*') AS source, time, ref,
        CASE WHEN coalesce(log, channel) = channel THEN TRY_CAST(pointers[1].record_id AS BIGINT) END AS id
      FROM ${input.from(logActivityTable)} AS a WHERE ${which}),
    runs AS (SELECT * FROM ${input.from(logRunTable)} AS r)
    SELECT e.host, e.source, e.time, e.ref,
      max(r."last") FILTER (r."last" < e.time) AS before,
      max(r.last_id) FILTER (r."last" < e.time AND (e.id IS NULL OR r.last_id < e.id)) AS before_id,
      coalesce(e.id, min(r.first_id) FILTER (r."first" >= e.time)) AS after_id,
      coalesce(bool_or(r."first" < e.time AND r."last" >= e.time AND (e.id IS NULL OR r.first_id IS NULL OR (r.first_id < e.id AND r.last_id >= e.id))), false) AS within
    FROM events AS e LEFT JOIN runs AS r ON r.host = e.host AND r.source = e.source
    GROUP BY e.host, e.source, e.time, e.ref, e.id ORDER BY e.host, e.source, e.time, e.ref`;
}
