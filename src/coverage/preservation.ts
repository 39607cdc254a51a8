import {
  authenticationTable,
  literal,
  networkActivityTable,
  type Blind,
  type LogSource,
  type Preservation,
  type StageInput,
} from '../case/index.ts';
import { byText, DAY } from '../lib/index.ts';
import { INSIDE } from '../names/index.ts';
import { median } from './gaps/ordinary.ts';
import { techniquesOf } from './techniques/index.ts';

/** How many other machines the records of a host's log name. */
export type Others = (host: string, source: string) => number;

/** A log that reaches back less than this tells nothing of how long it keeps. */
const LEAST_SPAN = DAY;

/**
 * What to save first: logs that overwrite themselves, and Windows logs that nobody gave us. Worth is what a log shows (ATT&CK techniques), times
 * what it tells of other hosts (a controller's Security log sees the whole domain). A log's copy in the evidence is safe; `gone_by` is when
 * the host overwrites the first record after that copy.
 */
export function preservation(logs: readonly LogSource[], blind: readonly Blind[], others: Others): Preservation[] {
  const rows = [...rotating(logs, others), ...neverGiven(logs, blind, others)];
  return rows
    .sort(
      (a, b) =>
        b.value - a.value || (a.gone_by ?? Infinity) - (b.gone_by ?? Infinity) || byText(a.host, b.host) || byText(a.source, b.source),
    )
    .map((row, index) => ({ rank: index + 1, ...row }));
}

type Unranked = Omit<Preservation, 'rank'>;

function rotating(logs: readonly LogSource[], others: Others): Unranked[] {
  return logs.flatMap((log) => {
    if (log.rotates !== true) return [];
    const keeps = keepsDays(log);
    const told = others(log.host, log.source);
    const reach =
      keeps === null
        ? "How far it reaches back can't be told from so short a copy."
        : (log.missing ?? 0) > log.records / 10
          ? `Its numbers reach back ${days(keeps)}.`
          : `At its present rate of ${rate(log.recent_rate_day)} it reaches back ${days(keeps)}.`;
    return [
      {
        host: log.host,
        source: log.source,
        oldest: log.first,
        newest: log.last,
        keeps_days: keeps === null ? null : Math.round(keeps * 10) / 10,
        gone_by: keeps === null ? null : Math.round(log.last + keeps * DAY),
        value: worth(log.source, told),
        why: `${shows(log.source, told)} It begins with number ${log.first_id}: older records were overwritten or left behind. ${reach}`,
      },
    ];
  });
}

/** Windows logs that other logs of the same host say must exist. */
function neverGiven(logs: readonly LogSource[], blind: readonly Blind[], others: Others): Unranked[] {
  const missing = new Map<string, Blind>();
  for (const row of blind) if (row.cause === 'no_log' && row.source !== '*') missing.set(JSON.stringify([row.host, row.source]), row);
  return [...missing.values()].map(({ host, source }) => {
    const kept = logs.filter((log) => log.source === source && log.rotates === true).flatMap((log) => keepsDays(log) ?? []);
    const elsewhere = kept.length === 0 ? '' : ` On other hosts this log reaches back ${days(median(kept))}.`;
    const given = logs.some((log) => log.host === host && log.source === source);
    return {
      host,
      source,
      oldest: null,
      newest: null,
      keeps_days: null,
      gone_by: null,
      value: worth(source, others(host, source)),
      why: `${shows(source, 0)} ${given ? 'A part of it' : 'It'} is not among the evidence, and other logs of this host are.${elsewhere}`,
    };
  });
}

/** Records that it holds, by its numbers, over its present rate; in days. */
function keepsDays(log: LogSource): number | null {
  if (log.last - log.first < LEAST_SPAN || log.first_id === null || log.last_id === null || log.recent_rate_day <= 0) return null;
  return Math.min((log.last - log.first) / DAY, (log.last_id - log.first_id + 1) / log.recent_rate_day);
}

function worth(source: string, told: number): number {
  return Math.round(techniquesOf(source).length * (1 + Math.log1p(told)) * 100) / 100;
}

function shows(source: string, told: number): string {
  const number = techniquesOf(source).length;
  const techniques =
    number === 0 ? 'No technique is known to show in it.' : `It shows ${number} ${number === 1 ? 'technique' : 'techniques'}`;
  if (number === 0) return techniques;
  return told > 0 ? `${techniques} and names ${count(told)} other ${told === 1 ? 'machine' : 'machines'}.` : `${techniques}.`;
}

function days(value: number): string {
  const whole = Math.round(value);
  return whole < 1 ? 'less than a day' : `${count(whole)} ${whole === 1 ? 'day' : 'days'}`;
}

function rate(perDay: number): string {
  return perDay < 1.5 ? 'a record a day or less' : `${count(perDay)} records a day`;
}

function count(value: number): string {
  return String(Math.round(value));
}

/** Counts the carrier's own machines that each log names as the other end. */
export async function othersNamed(input: StageInput): Promise<Others> {
  const rows = await input.engine.rows<{ host: string; channel: string; others: number }>(
    `SELECT host, channel, count(DISTINCT other) AS others FROM (
       SELECT host, channel, coalesce(source_address, lower(workstation), target_server) AS other FROM ${input.from(authenticationTable)} AS a
       UNION ALL
       SELECT host, channel, CASE direction WHEN 'inbound' THEN source_address ELSE destination_address END FROM ${input.from(networkActivityTable)} AS n
     ) AS named WHERE (NOT regexp_matches(other, '^[0-9a-f.:]+$') OR regexp_matches(other, ${literal(INSIDE.source)})) AND channel IS NOT NULL GROUP BY host, channel ORDER BY host, channel`,
  );
  const byLog = new Map(rows.map((row) => [JSON.stringify([row.host, row.channel]), row.others]));
  return (host, source) => byLog.get(JSON.stringify([host, source])) ?? 0;
}
