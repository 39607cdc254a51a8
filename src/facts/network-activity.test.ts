import { expect, test } from 'vitest';
import { networkActivity } from './network-activity.ts';
import { markingScope, scope, securityEvent, sysmonEvent } from './raw-event.ts';

const SYSMON = {
  ProcessGuid: '{9f85ce58-59d1-5f2b-0100-000000000400}',
  ProcessId: '4',
  Image: 'System',
  User: 'NT AUTHORITY\\SYSTEM',
  Protocol: 'tcp',
  Initiated: 'false',
  SourceIp: '10.0.2.17',
  SourceHostname: 'WS06.corp.example',
  SourcePort: '60878',
  DestinationIp: '10.0.2.15',
  DestinationHostname: '-',
  DestinationPort: '445',
};

const FILTERED = {
  ProcessID: '3616',
  Application: '\\device\\harddiskvolume2\\windows\\system32\\dns.exe',
  Direction: '%%14593',
  SourceAddress: '10.0.2.15',
  SourcePort: '64358',
  DestAddress: '192.0.2.53',
  DestPort: '53',
  Protocol: '17',
};

test.each([
  [
    'a connection that came in (Sysmon 3)',
    sysmonEvent('3', SYSMON),
    {
      direction: 'inbound',
      protocol: 'tcp',
      source_address: '10.0.2.17',
      source_port: 60878,
      source_name: 'ws06.corp.example',
      destination_address: '10.0.2.15',
      destination_port: 445,
      destination_name: null,
      image: 'System',
      process_id: 4,
      account: 'ws05.corp.example\\system',
      bytes_in: null,
    },
  ],
  [
    'one that went out (Sysmon 3)',
    sysmonEvent('3', { ...SYSMON, Initiated: 'true', SourceIp: 'fe80:0:0:0:3816:b2ee:1b9b:324b' }),
    { direction: 'outbound', source_address: 'fe80::3816:b2ee:1b9b:324b' },
  ],
  ['one that does not say (Sysmon 3)', sysmonEvent('3', { ...SYSMON, Initiated: null }), { direction: 'unknown' }],
  [
    'one that went out (5156)',
    securityEvent('5156', FILTERED),
    {
      direction: 'outbound',
      protocol: 'udp',
      source_address: '10.0.2.15',
      source_port: 64358,
      destination_address: '192.0.2.53',
      destination_port: 53,
      image: FILTERED.Application,
      process_id: 3616,
      account: null,
    },
  ],
  [
    'one that came in (5156)',
    securityEvent('5156', { ...FILTERED, Direction: '%%14592', Protocol: '132' }),
    { direction: 'inbound', protocol: '132', activity: 'connection' },
  ],
  ['one that was blocked (5157)', securityEvent('5157', FILTERED), { activity: 'blocked', direction: 'outbound', source_port: 64358 }],
  [
    'a port that a process takes (5158)',
    securityEvent('5158', { Application: 'a', ProcessId: '1280', SourceAddress: '0.0.0.0', SourcePort: '55355', Protocol: '17' }),
    { activity: 'bind', direction: 'unknown', source_address: null, source_port: 55355, process_id: 1280, protocol: 'udp' },
  ],
])('%s', (_, event, columns) => {
  expect(networkActivity.extract(event, scope)).toMatchObject(columns);
});

test('the path of the process goes through the masker', () => {
  expect(networkActivity.extract(securityEvent('5156', FILTERED), markingScope)?.image).toBe(`«${FILTERED.Application}»`);
});
