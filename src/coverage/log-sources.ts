import { coverageTable, logHourTable, type Blind, type ClockSkew, type LogMonth, type LogSource, type StageInput } from '../case/index.ts';
import { DAY } from '../lib/index.ts';
import type { Numbering } from './gaps/record-gaps.ts';

interface LogSpan {
  readonly host: string;
  readonly source: string;
  readonly first: number;
  readonly last: number;
  readonly records: number;
  /** Of its last seven days. */
  readonly recent: number;
}

/** What is known of each log over the whole case, in the table's order. */
export async function logSources(
  input: StageInput,
  known: {
    readonly numbers: readonly Numbering[];
    readonly cleared: readonly Blind[];
    readonly skew: readonly ClockSkew[];
    readonly ordinaryHours: (host: string, source: string) => number | null;
  },
): Promise<LogSource[]> {
  const numbers = new Map(known.numbers.map((log) => [keyOf(log.host, log.source), log]));
  const cleared = new Set(known.cleared.map((row) => keyOf(row.host, row.source)));
  // Rows come by host, then time: the last one stays.
  const skew = new Map(known.skew.map((row) => [row.host, row.skew_us]));
  return (await spans(input)).map(({ host, source, first, last, records, recent }): LogSource => {
    const key = keyOf(host, source);
    const number = numbers.get(key);
    const days = Math.max(1, (last - first) / DAY);
    const hours = known.ordinaryHours(host, source);
    return {
      host,
      source,
      first,
      last,
      records,
      rate_day: rounded(records / days),
      recent_rate_day: rounded(recent === 0 ? records / days : recent / Math.min(7, days)),
      first_id: number?.firstId ?? null,
      last_id: number?.lastId ?? null,
      missing: number?.missing ?? null,
      // After a clearing the numbers go on: they say nothing of rotation then.
      rotates: !number ? null : cleared.has(key) ? null : number.firstId > 1,
      ordinary_silence_s: hours === null ? null : Math.round(hours * 3600),
      clock_skew_us: skew.get(host) ?? null,
    };
  });
}

/** Records of each log by month. */
export function logMonths(input: StageInput): Promise<LogMonth[]> {
  return input.engine.rows(
    `SELECT host, source, month, CAST(sum(records) AS BIGINT) AS records FROM ${input.from(coverageTable)} AS c
     GROUP BY host, source, month ORDER BY host, source, month`,
  );
}

function spans(input: StageInput): Promise<LogSpan[]> {
  return input.engine.rows(
    `WITH logs AS (
       SELECT host, source, min(first) AS first, max(last) AS last, CAST(sum(records) AS BIGINT) AS records
       FROM ${input.from(coverageTable)} AS c GROUP BY host, source),
     recent AS (
       SELECT h.host, h.source, CAST(sum(h.records) AS BIGINT) AS records FROM ${input.from(logHourTable)} AS h
       JOIN logs AS l ON h.host = l.host AND h.source = l.source AND h.hour > l.last - INTERVAL 7 DAY GROUP BY h.host, h.source)
     SELECT l.host, l.source, l.first, l.last, l.records, coalesce(r.records, 0) AS recent
     FROM logs AS l LEFT JOIN recent AS r ON l.host = r.host AND l.source = r.source ORDER BY l.host, l.source`,
  );
}

function keyOf(host: string, source: string): string {
  return JSON.stringify([host, source]);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
