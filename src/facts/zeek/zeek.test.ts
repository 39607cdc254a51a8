import { expect, test } from 'vitest';
import { markingScope } from '../raw-event.ts';
import { AS_CLIENT, AS_SOURCE, AT_SERVER, factsOf } from './test-support/facts-of.ts';

test.each([
  [
    'a connection, seen between its ends',
    'conn',
    {
      proto: 'tcp',
      service: 'ssl',
      duration: 1.5284,
      orig_bytes: 512,
      resp_bytes: 9_000_000_000,
      conn_state: 'SF',
      orig_pkts: 4,
      resp_pkts: 9,
    },
    'network_activity',
    {
      time: 1_706_745_600_500_000,
      time_digits: 6,
      host: 'tap01.corp.example',
      channel: 'conn',
      activity: 'connection',
      direction: 'observed',
      protocol: 'tcp',
      ...AS_SOURCE,
      bytes_out: 512,
      bytes_in: 9_000_000_000,
      packets_out: 4,
      packets_in: 9,
      duration_ms: 1528,
      service: 'ssl',
      state: 'SF',
      session: 'Cx1',
      image: null,
    },
  ],
  ['one that nobody answered', 'conn', { proto: 'tcp', conn_state: 'S0' }, 'network_activity', { activity: 'attempt', bytes_out: null }],
  ['a protocol without ports', 'conn', { proto: 'unknown_transport', ip_proto: 50 }, 'network_activity', { protocol: 'esp' }],
  [
    'a request',
    'http',
    {
      method: 'POST',
      host: 'PORTAL.corp.example',
      uri: '/a/b.aspx?cmd=1?2',
      status_code: 200,
      user_agent: 'x/1',
      referrer: 'http://a/',
      request_body_len: 10,
      response_body_len: 20,
      username: 'bob',
      proxied: ['X-FORWARDED-FOR -> 192.0.2.1', 'VIA -> 1.1 p'],
    },
    'http_activity',
    {
      ...AT_SERVER,
      ...AS_CLIENT,
      method: 'POST',
      path: '/a/b.aspx',
      query: 'cmd=1?2',
      status: 200,
      server_name: 'portal.corp.example',
      user_agent: 'x/1',
      referer: 'http://a/',
      account: 'bob',
      bytes_in: 10,
      bytes_out: 20,
      forwarded_for: '192.0.2.1, 1.1 p',
      session: 'Cx1',
    },
  ],
  ['a request to a proxy', 'http', { uri: 'http://www.other.example/x?' }, 'http_activity', { path: '/x', query: null }],
  [
    'a name that was asked for',
    'dns',
    {
      proto: 'udp',
      trans_id: 7,
      query: 'WWW.Corp.example.',
      qtype_name: 'A',
      rcode_name: 'NOERROR',
      answers: ['a.corp.example', '::ffff:192.0.2.7', 'TXT 5 a,b'],
      TTLs: [60.4, 5],
    },
    'dns_activity',
    {
      host: 'ip:10.0.1.4',
      ...AS_CLIENT,
      query: 'www.corp.example',
      query_type: 'A',
      answers: ['a.corp.example', '192.0.2.7', 'TXT 5 a,b'],
      ttl_s: 60,
      response_code: 'NOERROR',
      protocol: 'udp',
      session: 'Cx1',
      transaction: '7',
    },
  ],
  ['one without an answer', 'dns', { query: 'x', answers: [] }, 'dns_activity', { answers: [], ttl_s: null, response_code: null }],
  [
    'a file on a share',
    'smb_files',
    { action: 'SMB::FILE_RENAME', path: '\\\\fs01\\C$', name: 'b.zip', prev_name: 'a.zip', size: 7, 'times.created': 1706745600.25 },
    'file_activity',
    {
      ...AT_SERVER,
      ...AS_CLIENT,
      activity: 'rename',
      share: '\\\\fs01\\C$',
      path: 'b.zip',
      previous_path: 'a.zip',
      size: 7,
      created: 1_706_745_600_250_000,
      session: 'Cx1',
    },
  ],
  ['an action of no sort', 'smb_files', { action: 'SMB::FILE_CLOSE', name: 'x' }, 'file_activity', { activity: 'access' }],
  [
    'a share',
    'smb_mapping',
    { path: '\\\\fs01\\IPC$', share_type: 'PIPE' },
    'file_activity',
    { activity: 'mount', share: '\\\\fs01\\IPC$', ...AS_CLIENT },
  ],
  [
    'a file on its way',
    'files',
    {
      fuid: 'F1',
      uid: null,
      conn_uids: ['C7', 'C8'],
      tx_hosts: ['192.0.2.9'],
      rx_hosts: ['10.0.1.4'],
      mime_type: 'application/x-dosexec',
      filename: 'a.exe',
      seen_bytes: 5,
      md5: 'ab'.repeat(16),
    },
    'file_activity',
    {
      host: 'ip:192.0.2.9',
      activity: 'transfer',
      path: 'a.exe',
      client_address: '10.0.1.4',
      server_address: '192.0.2.9',
      size: 5,
      hashes: `MD5=${'ab'.repeat(16)}`,
      mime_type: 'application/x-dosexec',
      session: 'C7',
    },
  ],
  [
    'one that went up, of a newer log',
    'files',
    { fuid: 'F1', is_orig: true, total_bytes: 9, seen_bytes: 5 },
    'file_activity',
    { server_address: '10.0.1.4', client_address: '10.0.0.4', size: 9 },
  ],
  [
    'a procedure that was called',
    'dce_rpc',
    { rtt: 0.000816, named_pipe: '\\pipe\\svcctl', endpoint: 'SVCCTL', operation: 'CreateServiceW' },
    'rpc_activity',
    {
      ...AT_SERVER,
      ...AS_CLIENT,
      interface: 'svcctl',
      operation: 'CreateServiceW',
      pipe: '\\pipe\\svcctl',
      session: 'Cx1',
      round_trip_us: 816,
    },
  ],
  [
    'an address that was given',
    'dhcp',
    {
      mac: '02:00:00:00:00:01',
      client_addr: '10.0.1.9',
      assigned_addr: '10.0.1.9',
      server_addr: '10.0.0.1',
      host_name: 'WS05',
      lease_time: 3600.0,
      msg_types: ['DISCOVER', 'OFFER', 'REQUEST', 'ACK'],
    },
    'address_lease',
    {
      activity: 'assigned',
      address: '10.0.1.9',
      lease_host: 'ws05',
      lease_host_raw: 'WS05',
      hardware_address: '02:00:00:00:00:01',
      from: 1_706_745_600_500_000,
      to: 1_706_749_200_500_000,
      server_address: '10.0.0.1',
    },
  ],
  [
    'one that was given back',
    'dhcp',
    { client_addr: '10.0.1.9', msg_types: ['RELEASE'] },
    'address_lease',
    { activity: 'released', from: null, to: null },
  ],
])('%s', (_, path, fields, table, expected) => {
  expect(factsOf(path, fields)[table]).toMatchObject(expected);
});

test.each([
  ['certificates on their way', 'files', { fuid: 'F1', mime_type: 'application/x-x509-user-cert' }],
  ['a lease that nobody answered', 'dhcp', { msg_types: ['DISCOVER'] }],
  ['a log of another kind', 'weird', { name: 'x' }],
])('%s feed nothing', (_, path, fields) => {
  expect(factsOf(path, fields)).toEqual({});
});

test('an end without an address leaves the fact with the sensor', () => {
  expect(factsOf('http', { 'id.resp_h': '0.0.0.0', uri: '/' })['http_activity']).toMatchObject({
    host: 'tap01.corp.example',
    host_raw: null,
    server_address: null,
  });
});

test('free text is masked, and names that hold seven digits in a row', () => {
  const http = factsOf('http', { method: 'GET4915112345678', uri: '/x?n=4915112345678', user_agent: 'u', referrer: 'r' }, markingScope)[
    'http_activity'
  ];
  expect(http).toMatchObject({ method: '«GET4915112345678»', path: '«/x»', query: '«n=4915112345678»', user_agent: '«u»', referer: '«r»' });
  const smb = factsOf('smb_files', { action: 'SMB::FILE_OPEN', path: 's', name: 'n', prev_name: 'p' }, markingScope)['file_activity'];
  expect(smb).toMatchObject({ share: '«s»', path: '«n»', previous_path: '«p»' });
  const dns = factsOf('dns', { query: '4915112345678.corp.example', answers: ['x', '192.0.2.1'] }, markingScope)['dns_activity'];
  expect(dns).toMatchObject({ query: '«4915112345678.corp.example»', answers: ['«x»', '192.0.2.1'] });
  const ntlm = factsOf('ntlm', { username: '4915112345678', hostname: 'h' }, markingScope)['authentication'];
  expect(ntlm).toMatchObject({ account: '«4915112345678»', account_raw: '«4915112345678»', workstation: '«h»' });
});
