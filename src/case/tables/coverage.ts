import { required, optional, table, type RowOf } from './table.ts';

/** Records of one host, source and month. */
export const coverageTable = table({
  name: 'coverage',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log: Security, Microsoft-Windows-Sysmon/Operational, iis, postgresql …'),
    month: required('VARCHAR', '2024-01'),
    first: required('TIMESTAMP', ''),
    last: required('TIMESTAMP', ''),
    records: required('BIGINT', ''),
  },
  order: ['host', 'source', 'month'],
});
export type Coverage = RowOf<typeof coverageTable>;

/** A stretch of a log as one piece of evidence holds it, without a hole in its record numbers; a log without numbers is one stretch a file. */
export const logRunTable = table({
  name: 'log_run',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log, as in coverage'),
    evidence: required('VARCHAR', 'SHA-256 of the file'),
    first_id: optional('BIGINT', 'record number it begins with; null where the log has none'),
    last_id: optional('BIGINT', 'and ends with'),
    first: required('TIMESTAMP', 'time of its earliest record'),
    last: required('TIMESTAMP', 'time of its latest record'),
    records: required('BIGINT', 'records in it; of a numbered log each number counts once'),
  },
  order: ['host', 'source', 'first', 'evidence', 'first_id'],
});

/** Records of one host, source and hour: a source's own rhythm, against which silence is told. */
export const logHourTable = table({
  name: 'log_hour',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log, as in coverage'),
    hour: required('TIMESTAMP', 'beginning of the hour, UTC'),
    records: required('BIGINT', 'each record once'),
  },
  order: ['host', 'source', 'hour'],
});

/** Host × source × [from, to) in which there is no log, or not all of it. */
export const blindTable = table({
  name: 'blind',
  version: 2,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log that is missing; * for all'),
    from: required('TIMESTAMP', ''),
    to: required('TIMESTAMP', 'exclusive'),
    cause: required(
      'VARCHAR',
      'no_log (the host was seen by others only, or the log was never given), record_gap (its numbers jump), filtered (numbers are missing all over it), silence (longer than its own rhythm explains), cleared, rotated (its oldest records were overwritten), dropped (the source says that it lost records)',
    ),
    missing: optional('BIGINT', 'how many records are missing, where their numbers tell'),
    ref: optional('VARCHAR', 'the record that shows it, where one does'),
  },
  order: ['host', 'source', 'from', 'to', 'cause', 'ref'],
});
export type Blind = RowOf<typeof blindTable>;

/** One log of one host over the whole case. */
export const logSourceTable = table({
  name: 'log_source',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log, as in coverage'),
    first: required('TIMESTAMP', 'of its earliest record'),
    last: required('TIMESTAMP', 'of its latest record'),
    records: required('BIGINT', ''),
    rate_day: required('DOUBLE', 'records a day, over its span or one day, whichever is longer'),
    recent_rate_day: required('DOUBLE', 'the same over its last seven days'),
    first_id: optional('BIGINT', 'least record number of its present numbering; null where it has none'),
    last_id: optional('BIGINT', 'greatest'),
    missing: optional('BIGINT', 'numbers between the two that no file holds'),
    rotates: optional('BOOLEAN', 'its numbers begin above 1: what was older is gone; null where it has none'),
    ordinary_silence_s: optional('DOUBLE', 'the longest silence in seconds that its own rhythm explains; null where too few records tell'),
    clock_skew_us: optional('BIGINT', "how far the host's clock was ahead at the log's end; null where no two ends tell"),
  },
  order: ['host', 'source'],
});
export type LogSource = RowOf<typeof logSourceTable>;

/** Records of one log by month, its host by the canonical name: `coverage` with proven aliases resolved. */
export const logMonthTable = table({
  name: 'log_month',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log'),
    month: required('VARCHAR', '2024-01'),
    records: required('BIGINT', ''),
  },
  order: ['host', 'source', 'month'],
});
export type LogMonth = RowOf<typeof logMonthTable>;

/** How far a host's clock was ahead of another's, from what both ends of a connection or a ticket saw. Subtract it to compare times. */
export const clockSkewTable = table({
  name: 'clock_skew',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    from: required('TIMESTAMP', 'first moment for which it holds'),
    to: required('TIMESTAMP', 'exclusive'),
    skew_us: required('BIGINT', 'microseconds by which its clock is ahead of the reference; negative when behind'),
    pairs: required('BIGINT', 'events of this host that another host saw too'),
    spread_us: required('BIGINT', 'half of these pairs lie this near: delay of logging, and jitter; a skew below it says little'),
    reference: required('VARCHAR', 'the host whose clock counts as right; its own rows hold 0'),
  },
  order: ['host', 'from'],
});
export type ClockSkew = RowOf<typeof clockSkewTable>;

/** What of an ATT&CK technique could have been seen at all in a month, by the logs that were there. */
export const techniqueCoverageTable = table({
  name: 'technique_coverage',
  version: 1,
  columns: {
    month: required('VARCHAR', '2024-01; * for the whole case'),
    technique: required('VARCHAR', 'ATT&CK id'),
    tactics: required('VARCHAR[]', 'the tactics that it serves, by ATT&CK short name, in the order of an intrusion'),
    seen: required('VARCHAR', 'all (on each host that could show it), partly, never'),
    hosts: required('INTEGER', 'hosts that could show it: those that keep any log of the kind'),
    hosts_seen: required('INTEGER', 'of these, hosts with one log at least that shows it'),
    missing: required('VARCHAR[]', 'logs that would show it and that some host lacks, those that most hosts lack first'),
  },
  order: ['month', 'technique'],
});
export type TechniqueCoverage = RowOf<typeof techniqueCoverageTable>;

/** Logs that overwrite themselves, or that nobody has collected: what to save first. */
export const preservationTable = table({
  name: 'preservation',
  version: 1,
  columns: {
    rank: required('INTEGER', 'from 1, the most valuable first'),
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log'),
    oldest: optional('TIMESTAMP', 'its oldest record that we have; null where we have none'),
    newest: optional('TIMESTAMP', 'its newest'),
    keeps_days: optional('DOUBLE', 'how many days it reaches back at its present rate; null where nothing tells'),
    gone_by: optional('TIMESTAMP', 'when the first record after our copy is overwritten at that rate; null where nothing tells'),
    value: required('DOUBLE', 'techniques that it shows, times what it tells of other hosts; only for ordering'),
    why: required('VARCHAR', 'one or two plain sentences'),
  },
  order: ['rank'],
});
export type Preservation = RowOf<typeof preservationTable>;
