import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A key or a value of a Windows registry changed (OCSF Registry Key Activity, Registry Value Activity). */
export const registryActivityTable = table({
  name: 'registry_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'key_created, key_deleted, key_renamed, value_set, value_deleted, changed (the record does not say which)',
    ),
    path: optional('VARCHAR', 'key, and from Sysmon the value behind it; masked'),
    value_name: optional('VARCHAR', 'masked'),
    value: optional('VARCHAR', 'what was written; masked, cut to 4,096 characters'),
    previous_value: optional('VARCHAR', 'what stood there; masked, cut to 4,096 characters'),
    value_type: optional('VARCHAR', 'as the record spells it'),
    new_path: optional('VARCHAR', 'after a rename; masked'),
    account: optional('VARCHAR', 'canonical'),
    account_sid: optional('VARCHAR', ''),
    logon_id: optional('VARCHAR', '0x… lower-case'),
    image: optional('VARCHAR', 'masked'),
    process_id: optional('BIGINT', 'decimal'),
    process_guid: optional('VARCHAR', ''),
  },
  order: factOrder,
});
