import { factColumns, factOrder } from './fact-columns.ts';
import { optional, required, table } from './table.ts';

/** An address was given to a host for a time (OCSF DHCP Activity); VPN leases too. */
export const addressLeaseTable = table({
  name: 'address_lease',
  version: 1,
  columns: {
    ...factColumns,
    activity: required('VARCHAR', 'assigned, renewed, released, expired, denied, conflict'),
    address: optional('VARCHAR', ''),
    lease_host: optional('VARCHAR', 'canonical name of the host that has the address'),
    lease_host_raw: optional('VARCHAR', 'as it named itself; masked'),
    hardware_address: optional('VARCHAR', 'aa:bb:cc:dd:ee:ff'),
    account: optional('VARCHAR', 'who was given it (VPN); canonical'),
    from: optional('TIMESTAMP', 'when the host had it from; null where it did not get it'),
    to: optional('TIMESTAMP', 'until when it was promised or had; null where the record does not say'),
    server_address: optional('VARCHAR', 'who gave it'),
    transaction: optional('VARCHAR', 'joins request and answer'),
  },
  order: factOrder,
});
