import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A Windows service changed its state (OCSF Windows Service Activity). That one was installed is a `process_activity`. */
export const serviceActivityTable = table({
  name: 'service_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'started, stopped, changed (its start type), failed, state (another one, or in a language we cannot read)',
    ),
    service: optional('VARCHAR', 'its short name where the record has it, else its display name; masked'),
    display_name: optional('VARCHAR', 'masked'),
    state: optional('VARCHAR', 'as the record spells it'),
    start_type: optional('VARCHAR', 'as the record spells it'),
    previous_start_type: optional('VARCHAR', 'as the record spells it'),
    account_sid: optional('VARCHAR', 'who asked for it'),
  },
  order: factOrder,
});
