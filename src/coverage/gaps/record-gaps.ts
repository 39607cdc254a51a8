import { logRunTable, type Blind, type StageInput } from '../../case/index.ts';
import { collect } from '../../lib/index.ts';

/** The numbering of one log over all files. */
export interface Numbering {
  readonly host: string;
  readonly source: string;
  /** Of its present numbering; a machine that was set back or made anew begins another. */
  readonly firstId: number;
  readonly lastId: number;
  /** When the earliest and the latest record were written. */
  readonly first: number;
  readonly last: number;
  /** Whether the numbering that it begins with begins above 1. */
  readonly beginsLate: boolean;
  readonly records: number;
  readonly missing: number;
  readonly holes: number;
  /** Size of its holes: the median, and what 95 of 100 do not pass. */
  readonly half: number;
  readonly most: number;
}

/** Numbers that no file holds: the records that bore them were written in [from, to). */
export interface Hole {
  readonly host: string;
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly missing: number;
}

export interface RecordNumbers {
  readonly logs: readonly Numbering[];
  readonly blind: readonly Blind[];
}

/** Holes of one log that are looked at one by one, the largest first: enough for logs of a million records. */
const MOST_HOLES = 1000;

/** Reads the runs of all numbered logs: what each one's numbers span, and where they jump. */
export async function recordNumbers(input: StageInput): Promise<RecordNumbers> {
  const { engine } = input;
  await engine.run(`CREATE OR REPLACE TABLE numbered_run AS ${numberedRuns(input)}`);
  await engine.run(`CREATE OR REPLACE TABLE record_hole AS ${HOLES}`);
  const logs = await engine.rows<Numbering>(`
    WITH numberings AS (
      SELECT host, source, numbering, min(first_id) AS first_id, max(last_id) AS last_id, min("first") AS "first", max("last") AS "last",
        CAST(sum(records) AS BIGINT) AS records
      FROM numbered_run GROUP BY host, source, numbering),
    logs AS (
      SELECT host, source, arg_max(first_id, numbering) AS first_id, arg_max(last_id, numbering) AS last_id, min("first") AS "first",
        max("last") AS "last", arg_min(first_id, numbering) > 1 AS begins_late, CAST(sum(records) AS BIGINT) AS records, count(*) AS numberings
      FROM numberings GROUP BY host, source),
    holes AS (
      SELECT host, source, CAST(sum(missing) AS BIGINT) AS missing, count(*) AS holes, quantile_disc(missing, 0.5) AS half,
        quantile_disc(missing, 0.95) AS most FROM record_hole GROUP BY host, source)
    SELECT l.host, l.source, l.first_id AS "firstId", l.last_id AS "lastId", l."first", l."last", l.begins_late AS "beginsLate", l.records,
      coalesce(h.missing, 0) AS missing, coalesce(h.holes, 0) AS holes, coalesce(h.half, 0) AS half, coalesce(h.most, 0) AS most
    FROM logs AS l LEFT JOIN holes AS h ON l.host = h.host AND l.source = h.source
    WHERE l.numberings * l.numberings <= l.records OR l.numberings = 1 ORDER BY l.host, l.source`);
  const largest = await engine.rows<Hole>(`
    SELECT host, source, least("from", "to") AS "from", greatest("from", "to") AS "to", missing FROM record_hole
    QUALIFY row_number() OVER (PARTITION BY host, source ORDER BY missing DESC, "from", "to") <= ${MOST_HOLES}
    ORDER BY host, source, "from", "to"`);
  await engine.run('DROP TABLE numbered_run; DROP TABLE record_hole');
  const byLog = new Map<string, Hole[]>();
  for (const hole of largest) collect(byLog, keyOf(hole), hole);
  return { logs, blind: logs.flatMap((log) => gapsOf(log, byLog.get(keyOf(log)) ?? [])) };
}

function keyOf({ host, source }: { readonly host: string; readonly source: string }): string {
  return JSON.stringify([host, source]);
}

/**
 * The runs of each log in the order of time fall apart into numberings: where the numbers begin again below the run before, the machine was
 * set back or made anew.
 */
function numberedRuns(input: StageInput): string {
  return `WITH ordered AS (
      SELECT host, source, evidence, first_id, last_id, "first", "last", records,
        lag(first_id) OVER w AS id_before, lag("last") OVER w AS last_before
      FROM ${input.from(logRunTable)} AS r WHERE first_id IS NOT NULL AND last_id IS NOT NULL
      WINDOW w AS (PARTITION BY host, source ORDER BY "first", first_id, last_id, evidence))
    SELECT host, source, evidence, first_id, last_id, "first", "last", records,
      sum(CASE WHEN first_id < id_before AND "first" > last_before THEN 1 ELSE 0 END)
        OVER (PARTITION BY host, source ORDER BY "first", first_id, last_id, evidence) AS numbering
    FROM ordered`;
}

/** Within a numbering, a hole lies before a run that begins above all numbers before it. */
const HOLES = `WITH reached AS (
    SELECT host, source, first_id, "first", max(struct_pack(id := last_id, "time" := "last")) OVER b AS reach FROM numbered_run
    WINDOW b AS (
      PARTITION BY host, source, numbering ORDER BY first_id, last_id DESC, "first", evidence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
  SELECT host, source, reach."time" AS "from", "first" AS "to", first_id - reach.id - 1 AS missing FROM reached WHERE first_id > reach.id + 1`;

/**
 * Each hole is a gap; but where there are more holes than the square root of the records, the log is a choice of records (an export by a filter,
 * a forwarder): told once, with how many are missing. Holes too large for that choice stand alone even there.
 */
function gapsOf(log: Numbering, own: readonly Hole[]): Blind[] {
  const gap = ({ host, source, from, to, missing }: Hole, cause: string): Blind => ({ host, source, from, to, cause, missing, ref: null });
  if (log.holes <= Math.max(FEW, Math.sqrt(log.records))) return own.map((hole) => gap(hole, 'record_gap'));
  const limit = chosenLimit(log);
  const alone = own.filter((hole) => hole.missing > limit);
  const missing = log.missing - alone.reduce((sum, hole) => sum + hole.missing, 0);
  return [
    gap({ host: log.host, source: log.source, from: log.first, to: log.last + 1, missing }, 'filtered'),
    ...alone.map((hole) => gap(hole, 'record_gap')),
  ];
}

/** So few holes are told one by one, however short the log. */
const FEW = 20;

/** Weibull's tail through the median and the 95th percentile of the holes' sizes, to one in a million for all of them together. */
function chosenLimit({ half, most, holes }: Numbering): number {
  const shape = Math.log(-Math.log(0.05) / Math.LN2) / Math.log(Math.max(most, half + 1) / half);
  return half * (Math.log(holes / 1e-6) / Math.LN2) ** (1 / shape);
}
