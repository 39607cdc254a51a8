/** Columns of a csvlog in their order (PostgreSQL manual, "Using CSV-Format Log Output"). */
export const COLUMNS = [
  'log_time',
  'user_name',
  'database_name',
  'process_id',
  'connection_from',
  'session_id',
  'session_line_num',
  'command_tag',
  'session_start_time',
  'virtual_transaction_id',
  'transaction_id',
  'error_severity',
  'sql_state_code',
  'message',
  'detail',
  'hint',
  'internal_query',
  'internal_query_pos',
  'context',
  'query',
  'query_pos',
  'location',
  // From 9.0.
  'application_name',
  // From 13.
  'backend_type',
  // From 14.
  'leader_pid',
  'query_id',
] as const;

export const FEWEST_COLUMNS = 23;

export const COLUMN_INDEX: ReadonlyMap<string, number> = new Map(COLUMNS.map((name, i) => [name, i]));
