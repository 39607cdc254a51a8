import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** One request answered by a web server (OCSF HTTP Activity). */
export const httpActivityTable = table({
  name: 'http_activity',
  version: 2,
  columns: {
    ...factColumns,
    method: optional('VARCHAR', ''),
    path: required('VARCHAR', 'cs-uri-stem, masked'),
    query: optional('VARCHAR', 'cs-uri-query, masked; null when the log says -'),
    status: optional('INTEGER', 'HTTP status'),
    client_address: optional('VARCHAR', 'c-ip'),
    client_port: optional('INTEGER', ''),
    server_address: optional('VARCHAR', 's-ip'),
    server_name: optional('VARCHAR', 'the host that was asked for (Host header), canonical'),
    server_port: optional('INTEGER', ''),
    user_agent: optional('VARCHAR', 'null when the client sent none'),
    referer: optional('VARCHAR', 'null when the client sent none; masked'),
    account: optional('VARCHAR', 'cs-username, canonical'),
    bytes_in: optional('BIGINT', 'cs-bytes: from the client'),
    bytes_out: optional('BIGINT', 'sc-bytes: to the client'),
    forwarded_for: optional(
      'VARCHAR',
      'the chain of addresses that proxies report, as it stands (X-Forwarded-For); anyone can write it; masked',
    ),
    backend: optional('VARCHAR', 'the server that the request was passed on to, canonical'),
    backend_status: optional('INTEGER', 'the HTTP status that it gave'),
    error: optional('VARCHAR', "the server's word for what went wrong; masked"),
    duration_ms: optional('BIGINT', 'time-taken'),
    session: optional('VARCHAR', "the source's own name for the connection (Zeek uid)"),
  },
  order: factOrder,
});
export type HttpActivity = RowOf<typeof httpActivityTable>;
