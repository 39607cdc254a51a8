import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A script that an interpreter logged (OCSF Script Activity). */
export const scriptActivityTable = table({
  name: 'script_activity',
  version: 1,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'script (4104), command (4103), pipeline (800), engine_started (400), remote_session (WinRM 6: this host opens one), remote_shell (WinRM 91: one is opened here)',
    ),
    script: optional('VARCHAR', 'masked, cut to 4,096 characters'),
    script_sha256: optional('VARCHAR', 'of the whole text; where masking changed it, of the masked text: a hash of a number can be tried'),
    script_size: optional('BIGINT', 'characters of the whole text'),
    script_id: optional('VARCHAR', 'joins the parts of one script; lower-case'),
    part: optional('INTEGER', 'from 1'),
    parts: optional('INTEGER', ''),
    file: optional('VARCHAR', 'the script file; masked'),
    command_line: optional('VARCHAR', 'the command, or the command line of the host program; masked, cut to 4,096 characters'),
    account: optional('VARCHAR', 'canonical'),
    account_sid: optional('VARCHAR', 'who the record was written for'),
    process_id: optional('BIGINT', 'decimal'),
    session: optional('VARCHAR', 'runspace or shell; lower-case'),
    target_host: optional('VARCHAR', 'canonical name of the machine that a session is opened to'),
  },
  order: factOrder,
});
