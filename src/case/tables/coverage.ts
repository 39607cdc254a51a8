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
export type LogRun = RowOf<typeof logRunTable>;

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
export type LogHour = RowOf<typeof logHourTable>;

/** Host × source × [from, to) in which there is no log. */
export const blindTable = table({
  name: 'blind',
  version: 1,
  columns: {
    host: required('VARCHAR', 'canonical'),
    source: required('VARCHAR', 'the log that is missing; * for all'),
    from: required('TIMESTAMP', ''),
    to: required('TIMESTAMP', 'exclusive'),
    cause: required('VARCHAR', 'no_log (the host was seen by others only), record_gap, cleared'),
    ref: optional('VARCHAR', 'the record that shows it, where one does'),
  },
  order: ['host', 'source', 'from'],
});
export type Blind = RowOf<typeof blindTable>;
