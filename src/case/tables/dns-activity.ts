import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** A name was asked for, and what was answered (OCSF DNS Activity). */
export const dnsActivityTable = table({
  name: 'dns_activity',
  version: 1,
  columns: {
    ...factColumns,
    query: optional('VARCHAR', 'lower-case, no dot at the end; masked'),
    query_type: optional('VARCHAR', 'A, AAAA, PTR, TXT …'),
    answers: required('VARCHAR[]', 'addresses canonical, names and texts as answered, masked; in the order of the answer'),
    ttl_s: optional('BIGINT', 'seconds for which the first answer holds'),
    response_code: optional('VARCHAR', 'NOERROR, NXDOMAIN, … or its number; null where nobody answered'),
    protocol: optional('VARCHAR', 'udp, tcp'),
    client_address: optional('VARCHAR', 'who asked'),
    client_port: optional('INTEGER', ''),
    server_address: optional('VARCHAR', 'who was asked'),
    server_port: optional('INTEGER', ''),
    image: optional('VARCHAR', 'the process that asked; masked'),
    process_id: optional('BIGINT', 'decimal'),
    process_guid: optional('VARCHAR', ''),
    account: optional('VARCHAR', 'canonical name of its account'),
    session: optional('VARCHAR', "the source's own name for the connection (Zeek uid)"),
    transaction: optional('VARCHAR', 'joins question and answer'),
  },
  order: factOrder,
});
