import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A scheduled task was made, changed or run (OCSF Scheduled Job Activity). */
export const scheduledJobActivityTable = table({
  name: 'scheduled_job_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required('VARCHAR', 'created, updated, deleted, enabled, disabled, started, completed'),
    job: optional('VARCHAR', 'name with its folder, such as \\Backup; masked'),
    image: optional('VARCHAR', 'the program it runs, or the class of a COM handler; masked'),
    arguments: optional('VARCHAR', 'masked, cut to 4,096 characters'),
    run_as: optional('VARCHAR', 'canonical name of the account it runs as'),
    hidden: optional('BOOLEAN', 'whether it hides itself from the list'),
    author: optional('VARCHAR', 'as the task claims; masked'),
    account: optional('VARCHAR', 'canonical name of who did it'),
    account_sid: optional('VARCHAR', ''),
    logon_id: optional('VARCHAR', '0x… lower-case'),
    process_id: optional('BIGINT', 'of the process that it started, or that asked for it; decimal'),
    instance: optional('VARCHAR', 'joins start and end of one run'),
    result: optional('VARCHAR', 'as the record spells it'),
  },
  order: factOrder,
});
