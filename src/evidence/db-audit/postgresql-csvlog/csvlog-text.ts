import { COLUMNS } from './columns.ts';

type Column = (typeof COLUMNS)[number];

/** Columns that PostgreSQL writes in quotes when they hold a value. */
const QUOTED = new Set<Column>([
  'user_name', 'database_name', 'connection_from', 'command_tag', 'message', 'detail', 'hint', 'internal_query', 'context', 'query', 'location',
  'application_name', 'backend_type',
]); // prettier-ignore

const USUAL: Partial<Record<Column, string>> = {
  log_time: '2024-02-03 10:00:01.250 UTC',
  user_name: 'billing',
  database_name: 'cdr',
  process_id: '4711',
  connection_from: '10.0.3.7:51532',
  session_id: '65be0f21.1267',
  session_line_num: '3',
  command_tag: 'SELECT',
  session_start_time: '2024-02-03 09:59:58 UTC',
  virtual_transaction_id: '4/17',
  transaction_id: '0',
  error_severity: 'LOG',
  sql_state_code: '00000',
  message: 'AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.cdr,select 1,<none>',
  application_name: 'psql',
  backend_type: 'client backend',
  query_id: '0',
};

/** One csvlog record for tests, as PostgreSQL writes it: 26 columns from version 14 on, 24 in 13, 23 before. */
export function csvlogText(values: Partial<Record<Column, string>> = {}, columns = 26): string {
  const all = { ...USUAL, ...values };
  const written = COLUMNS.slice(0, columns).map((name) => {
    const value = all[name];
    if (value === undefined) return '';
    return QUOTED.has(name) ? `"${value.replaceAll('"', '""')}"` : value;
  });
  return `${written.join(',')}\n`;
}
