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
