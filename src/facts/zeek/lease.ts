import type { addressLeaseTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { address, hostName, made, text, valueIn } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import { name, scaled, zeek } from './columns.ts';

/** Messages of DHCP that decide (RFC 2131), the last word first. */
const DECIDING: readonly (readonly [string, string])[] = [
  ['RELEASE', 'released'],
  ['DECLINE', 'conflict'],
  ['NAK', 'denied'],
  ['ACK', 'assigned'],
];

/** What became of an exchange, by its messages. */
function outcomeOf(event: RawEvent): string | null {
  const messages = new Set((event.get('msg_types') ?? '').slice(0, 1024).split('\n'));
  const decided = DECIDING.find(([message]) => messages.has(message));
  if (decided) return decided[1];
  // Before Zeek 2.6 a record was a lease, without its messages.
  return messages.has('') && valueIn(event, ['assigned_addr', 'assigned_ip']) !== null ? 'assigned' : null;
}

const given = ['msg_types', 'lease_time'];

/** Leases that a sensor saw being given. */
export const zeekLease: readonly Feed<typeof addressLeaseTable>[] = [
  {
    record: zeek('dhcp', { about: 'an exchange that decided something', holds: (event) => outcomeOf(event) !== null }),
    columns: {
      activity: made(
        ['msg_types'],
        'ACK assigned, NAK denied, RELEASE released, DECLINE conflict',
        (event: RawEvent) => outcomeOf(event) ?? 'assigned',
      ),
      address: address('assigned_addr', 'assigned_ip', 'requested_addr', 'client_addr'),
      lease_host: hostName('client_fqdn', 'host_name'),
      lease_host_raw: text('client_fqdn', 'host_name'),
      hardware_address: name('mac'),
      from: made(given, 'time of the record, of a lease that was given', (event: RawEvent) =>
        outcomeOf(event) === 'assigned' ? event.time.us : null,
      ),
      to: made(given, 'and so long after it', (event: RawEvent) => {
        const length = scaled(valueIn(event, ['lease_time']), 1_000_000);
        return length === null || outcomeOf(event) !== 'assigned' ? null : event.time.us + length;
      }),
      server_address: address('server_addr', 'id.resp_h'),
      transaction: name('trans_id'),
    },
  },
];
