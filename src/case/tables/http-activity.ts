import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** One request answered by a web server (OCSF HTTP Activity). */
export const httpActivityTable = table({
  name: 'http_activity',
  version: 1,
  columns: {
    ...factColumns,
    method: optional('VARCHAR', ''),
    path: required('VARCHAR', 'cs-uri-stem, masked'),
    query: optional('VARCHAR', 'cs-uri-query, masked; null when the log says -'),
    status: optional('INTEGER', 'HTTP status'),
    client_address: optional('VARCHAR', 'c-ip'),
    server_address: optional('VARCHAR', 's-ip'),
    server_port: optional('INTEGER', ''),
    user_agent: optional('VARCHAR', 'null when the client sent none'),
    referer: optional('VARCHAR', 'null when the client sent none; masked'),
    account: optional('VARCHAR', 'cs-username, canonical'),
    bytes_in: optional('BIGINT', 'cs-bytes: from the client'),
    bytes_out: optional('BIGINT', 'sc-bytes: to the client'),
    duration_ms: optional('BIGINT', 'time-taken'),
  },
  order: factOrder,
});
export type HttpActivity = RowOf<typeof httpActivityTable>;
