import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table, type RowOf } from './table.ts';

/** A connection seen by one of its ends (OCSF Network Activity). */
export const networkActivityTable = table({
  name: 'network_activity',
  version: 1,
  columns: {
    ...factColumns,
    direction: required('VARCHAR', 'outbound when this host opened it, else inbound; unknown where the record does not say'),
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
  },
  order: factOrder,
});
export type NetworkActivity = RowOf<typeof networkActivityTable>;
