import { networkActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, address, always, guid, hostName, made, port, processId, sid, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import { security, sysmon } from './windows-records.ts';
import { zeekNetwork } from './zeek/index.ts';

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

/** The two ends and the process, as the Windows filtering platform names them. */
const filtered = {
  direction,
  protocol,
  source_address: address('SourceAddress'),
  source_port: port('SourcePort'),
  destination_address: address('DestAddress'),
  destination_port: port('DestPort'),
  image: text('Application'),
  process_id: processId('ProcessID', 'ProcessId'),
} as const;

const remote = { user_sid: sid('RemoteUserID'), machine_sid: sid('RemoteMachineID') } as const;

/** A port of this host, before anybody has connected. */
const local = {
  direction: always(UNKNOWN),
  protocol,
  source_address: address('SourceAddress'),
  source_port: port('SourcePort'),
  image: text('Application'),
  process_id: processId('ProcessId', 'ProcessID'),
} as const;

/** Connections as Sysmon and the Windows filtering platform see them from one of their ends. */
export const networkActivity = factKindOf(networkActivityTable, [
  {
    record: sysmon('3'),
    columns: {
      activity: always('connection'),
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
    columns: { ...filtered, ...remote, activity: always('connection') },
  },
  { record: security('5157'), columns: { ...filtered, ...remote, activity: always('blocked') } },
  { record: security('5152'), columns: { ...filtered, activity: always('blocked') } },
  { record: security('5154'), columns: { ...local, activity: always('listen') } },
  { record: security('5158'), columns: { ...local, activity: always('bind') } },
  ...zeekNetwork,
]);
