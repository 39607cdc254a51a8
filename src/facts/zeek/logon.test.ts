import { expect, test } from 'vitest';
import { AS_SOURCE, AT_SERVER, factsOf } from './test-support/facts-of.ts';

test.each([
  [
    'a ticket for a server',
    'kerberos',
    { request_type: 'TGS', client: 'Bob/CORP.EXAMPLE', service: 'cifs/FS01.corp.example', success: true, cipher: 'rc4-hmac' },
    'authentication',
    {
      ...AT_SERVER,
      ...AS_SOURCE,
      activity: 'ticket',
      account: 'bob@corp.example',
      account_raw: 'Bob/CORP.EXAMPLE',
      account_domain: 'CORP.EXAMPLE',
      package: 'Kerberos',
      service: 'cifs/FS01.corp.example',
      target_server: 'fs01.corp.example',
      ticket_encryption: 'rc4-hmac',
      session: 'Cx1',
      logon_type: null,
    },
  ],
  [
    'a ticket by the account of a machine',
    'kerberos',
    { client: 'host/ws05.corp.example/CORP', service: 'ws06$@CORP', success: true },
    'authentication',
    { account: 'host/ws05.corp.example@corp', target_server: 'ws06' },
  ],
  [
    'a refused ticket',
    'kerberos',
    { client: 'bob/CORP', success: false, error_msg: 'KDC_ERR_PREAUTH_FAILED' },
    'authentication',
    { activity: 'logon_failed', status: 'KDC_ERR_PREAUTH_FAILED' },
  ],
  [
    'the question for proof before a ticket',
    'kerberos',
    { service: 'krbtgt/CORP', success: false, error_msg: 'KDC_ERR_PREAUTH_REQUIRED' },
    'authentication',
    { activity: 'attempt', target_server: null },
  ],
  [
    'NTLM',
    'ntlm',
    { username: 'Bob', hostname: 'WS05', domainname: 'CORP', server_dns_computer_name: 'FS01.corp.example', success: true },
    'authentication',
    {
      ...AT_SERVER,
      ...AS_SOURCE,
      activity: 'logon',
      account: 'bob@corp',
      account_raw: 'CORP\\Bob',
      workstation: 'WS05',
      target_server: 'fs01.corp.example',
      package: 'NTLM',
      logon_type: null,
    },
  ],
  ['NTLM that failed', 'ntlm', { username: 'bob', success: false }, 'authentication', { activity: 'logon_failed', account: 'bob' }],
  ['NTLM whose end was not seen', 'ntlm', { username: 'bob' }, 'authentication', { activity: 'attempt' }],
  [
    'a terminal session',
    'rdp',
    { cookie: 'bob', client_name: 'WS05', result: 'encrypted' },
    'authentication',
    { activity: 'attempt', logon_type: 10, account: 'bob', account_raw: 'bob', workstation: 'WS05', status: 'encrypted' },
  ],
  ['one whose cookie may be cut', 'rdp', { cookie: 'christoph' }, 'authentication', { account: null, account_raw: 'christoph' }],
  [
    'a shell',
    'ssh',
    { auth_success: true, auth_attempts: 1 },
    'authentication',
    { ...AT_SERVER, ...AS_SOURCE, activity: 'logon', package: 'SSH', account: null },
  ],
])('%s', (_, path, fields, table, expected) => {
  expect(factsOf(path, fields)[table]).toMatchObject(expected);
});
