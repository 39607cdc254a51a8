import { networkActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, address, guid, hostName, made, port, processId, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import { security, sysmon } from './windows-records.ts';

const OUTBOUND = 'outbound';
const INBOUND = 'inbound';
const UNKNOWN = 'unknown';

/** In both sources the source is the end that opened the connection, on whichever host it was recorded. */
const initiated = made(['Initiated'], 'true outbound, false inbound', (event: RawEvent) => {
  const value = valueIn(event, ['Initiated'])?.toLowerCase();
  return value === 'true' ? OUTBOUND : value === 'false' ? INBOUND : UNKNOWN;
});

const direction = made(['Direction'], '%%14593 outbound, %%14592 inbound', (event: RawEvent) => {
  const value = valueIn(event, ['Direction']);
  return value === '%%14593' ? OUTBOUND : value === '%%14592' ? INBOUND : UNKNOWN;
});

/** IANA protocol numbers. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['47', 'gre'],
  ['50', 'esp'],
  ['58', 'icmpv6'],
]);

const protocol = made(['Protocol'], 'IANA number as its name', (event: RawEvent) => {
  const value = valueIn(event, ['Protocol']);
  return value === null ? null : (PROTOCOLS.get(value) ?? value);
});

/** Connections as Sysmon and the Windows filtering platform see them from one of their ends. */
export const networkActivity = factKindOf(networkActivityTable, [
  {
    record: sysmon('3'),
    columns: {
      direction: initiated,
      protocol: word('Protocol'),
      source_address: address('SourceIp'),
      source_port: port('SourcePort'),
      source_name: hostName('SourceHostname'),
      destination_address: address('DestinationIp'),
      destination_port: port('DestinationPort'),
      destination_name: hostName('DestinationHostname'),
      image: text('Image'),
      process_id: processId('ProcessId'),
      process_guid: guid('ProcessGuid'),
      account: account('User', null, null),
    },
  },
  {
    record: security('5156'),
    columns: {
      direction,
      protocol,
      source_address: address('SourceAddress'),
      source_port: port('SourcePort'),
      destination_address: address('DestAddress'),
      destination_port: port('DestPort'),
      image: text('Application'),
      process_id: processId('ProcessID', 'ProcessId'),
    },
  },
]);
