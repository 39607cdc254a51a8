import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** An account or the members of a group changed (OCSF Account Change, Group Management). */
export const accountChangeTable = table({
  name: 'account_change',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'created, enabled, disabled, deleted, changed, renamed, locked, unlocked, password_changed (by its owner), password_reset (by another), sid_history, recovery_password (4794), member_added, member_removed, group_created, group_changed, group_deleted',
    ),
    account: optional('VARCHAR', 'canonical name of the account that changed; null where a group did'),
    account_raw: optional('VARCHAR', 'as spelled'),
    account_sid: optional('VARCHAR', ''),
    new_name: optional('VARCHAR', 'canonical name after a rename'),
    group: optional('VARCHAR', 'canonical name of the group'),
    group_sid: optional('VARCHAR', ''),
    member: optional('VARCHAR', 'canonical name of the member, or its distinguished name where the record has no other; masked'),
    member_sid: optional('VARCHAR', ''),
    by_account: optional('VARCHAR', 'canonical name of who changed it'),
    by_sid: optional('VARCHAR', ''),
    by_logon_id: optional('VARCHAR', 'the session it was done in, 0x… lower-case'),
    workstation: optional('VARCHAR', 'the machine the record names as the source (4740, 4794); masked'),
    user_account_control: optional('VARCHAR', 'flags as the record spells them'),
    privileges: optional('VARCHAR', 'as the record spells them'),
    outcome: optional('VARCHAR', 'ok, failed'),
  },
  order: factOrder,
});
