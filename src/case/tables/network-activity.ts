import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** A connection seen by one of its ends (OCSF Network Activity). */
export const networkActivityTable = table({
  name: 'network_activity',
  version: 2,
  columns: {
    ...factColumns,
    activity: required(
      'VARCHAR',
      'connection, attempt (refused or not answered), blocked, listen (a port is opened), bind (a port is taken)',
    ),
    direction: required(
      'VARCHAR',
      'outbound when this host opened it, else inbound; unknown where the record does not say; observed where the host is a sensor between the ends',
    ),
    protocol: optional('VARCHAR', 'tcp, udp, …'),
    source_address: optional('VARCHAR', ''),
    source_port: optional('INTEGER', ''),
    source_name: optional('VARCHAR', 'the name the record gives the source'),
    destination_address: optional('VARCHAR', ''),
    destination_port: optional('INTEGER', ''),
    destination_name: optional('VARCHAR', ''),
    image: optional('VARCHAR', 'the process at this end'),
    process_id: optional('BIGINT', 'decimal'),
    process_guid: optional('VARCHAR', ''),
    account: optional('VARCHAR', 'canonical name of the account of that process'),
    bytes_out: optional('BIGINT', 'bytes from source to destination'),
    bytes_in: optional('BIGINT', 'bytes back'),
    user_sid: optional('VARCHAR', 'of the other end, where IPsec tells it'),
    machine_sid: optional('VARCHAR', 'likewise'),
    packets_out: optional('BIGINT', 'packets from source to destination'),
    packets_in: optional('BIGINT', 'packets back'),
    duration_ms: optional('BIGINT', ''),
    service: optional('VARCHAR', 'what was spoken, as a sensor understood it: http, ssl, gssapi,smb,krb …'),
    state: optional('VARCHAR', 'how it began and ended, as the record spells it (Zeek conn_state)'),
    session: optional('VARCHAR', "the source's own name for the connection (Zeek uid)"),
  },
  order: factOrder,
});
export type NetworkActivity = RowOf<typeof networkActivityTable>;
