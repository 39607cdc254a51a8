import { expect, test } from 'vitest';
import { dnsActivity } from './dns-activity.ts';
import { scope, sysmonEvent, windowsEvent } from './raw-event.ts';

test('a process asks for a name (Sysmon 22)', () => {
  const event = sysmonEvent('22', {
    QueryName: 'WWW.carrier.example.',
    QueryStatus: '0',
    QueryResults: 'type:  5 cdn.carrier.example;::ffff:192.0.2.7;192.0.2.8;',
    Image: 'C:\\x.exe',
    ProcessId: '7',
    ProcessGuid: '{23F38D93-ABAC-5F8E-3900-000000000C00}',
    User: 'CORP\\Bob',
  });
  expect(dnsActivity.extract(event, scope)).toMatchObject({
    query: 'www.carrier.example',
    answers: ['cdn.carrier.example', '192.0.2.7', '192.0.2.8'],
    response_code: 'NOERROR',
    image: 'C:\\x.exe',
    process_id: 7,
    process_guid: '{23f38d93-abac-5f8e-3900-000000000c00}',
    account: 'bob@corp',
  });
});

test('a name that nobody knows has no answers', () => {
  const name = 'Microsoft-Windows-DNS-Client';
  const fields = { QueryName: 'wpad', QueryStatus: '9003', QueryResults: '-', QueryType: '28' };
  expect(dnsActivity.extract(windowsEvent(name, `${name}/Operational`, '3008', fields), scope)).toMatchObject({
    query: 'wpad',
    query_type: 'AAAA',
    response_code: 'NXDOMAIN',
    answers: [],
  });
});
