import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** What happened to a log or to what writes it (OCSF Event Log Activity). */
export const logActivityTable = table({
  name: 'log_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'cleared, started, stopped, unexpected_stop, full, archived, dropped (events were lost), configured, error',
    ),
    log: optional('VARCHAR', 'the log it is about, by its channel; null for all logs of the host'),
    account: optional('VARCHAR', 'canonical name of who did it'),
    account_sid: optional('VARCHAR', ''),
    logon_id: optional('VARCHAR', '0x… lower-case'),
    file: optional('VARCHAR', 'where the old records, or the configuration, were written; masked'),
    about: optional('VARCHAR', 'what the record says of it; masked, cut to 1,024 characters'),
  },
  order: factOrder,
});
