import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** A process started, ended or opened another, or a service or task was installed (OCSF Process Activity). */
export const processActivityTable = table({
  name: 'process_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required('VARCHAR', 'start (Sysmon 1, 4688), end (Sysmon 5, 4689), access (Sysmon 10), service_installed (7045, 4697)'),
    image: optional('VARCHAR', 'path of the executable; for a service its ImagePath'),
    command_line: optional('VARCHAR', 'masked'),
    original_file_name: optional('VARCHAR', 'from the version resource (Sysmon)'),
    process_id: optional('BIGINT', 'decimal'),
    process_guid: optional('VARCHAR', 'Sysmon ProcessGuid'),
    parent_image: optional('VARCHAR', ''),
    parent_command_line: optional('VARCHAR', 'masked'),
    parent_process_id: optional('BIGINT', 'decimal'),
    parent_process_guid: optional('VARCHAR', ''),
    account: optional('VARCHAR', 'canonical name of the account it ran as'),
    account_raw: optional('VARCHAR', ''),
    account_sid: optional('VARCHAR', ''),
    logon_id: optional('VARCHAR', 'the session it belongs to, 0x… lower-case'),
    logon_guid: optional('VARCHAR', ''),
    target_image: optional('VARCHAR', 'the process that was opened'),
    granted_access: optional('VARCHAR', 'the rights asked for, 0x…'),
    service: optional('VARCHAR', 'service name'),
    hashes: optional('VARCHAR', 'as the record spells them'),
  },
  order: factOrder,
});
export type ProcessActivity = RowOf<typeof processActivityTable>;
