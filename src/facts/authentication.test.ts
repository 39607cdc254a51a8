import { expect, test } from 'vitest';
import { authentication } from './authentication.ts';
import { rawEvent, scope, securityEvent, windowsEvent } from './raw-event.ts';

const SID = 'S-1-5-21-1363495622-3806888128-621328882-1104';
const SESSIONS = 'Microsoft-Windows-TerminalServices-LocalSessionManager';
const CONNECTIONS = 'Microsoft-Windows-TerminalServices-RemoteConnectionManager';
const nobody = { SubjectUserSid: 'S-1-0-0', SubjectUserName: '-', SubjectDomainName: '-', SubjectLogonId: '0x0' };
const bob = { TargetUserSid: SID, TargetUserName: 'Bob', TargetDomainName: 'CORP' };
const subject = { SubjectUserSid: SID, SubjectUserName: 'Bob', SubjectDomainName: 'CORP', SubjectLogonId: '0x2BC327' };

const REMOTE_LOGON = {
  ...nobody,
  ...bob,
  TargetLogonId: '0x1493896',
  LogonType: '3',
  LogonProcessName: 'Kerberos',
  AuthenticationPackageName: 'Kerberos',
  WorkstationName: '-',
  LogonGuid: '{CA57EC33-2E4B-499B-D832-A80818E844FA}',
  IpAddress: '::ffff:10.0.2.17',
  IpPort: '53548',
  ProcessId: '0x0',
  ProcessName: '-',
  TargetOutboundUserName: '-',
  TargetOutboundDomainName: '-',
  ElevatedToken: '%%1842',
};

test('every fact carries when, where and which record', () => {
  expect(authentication.extract(securityEvent('4624', REMOTE_LOGON), scope)).toMatchObject({
    time: 1_700_000_000_123_456,
    time_100ns: 7,
    time_digits: 7,
    host: 'ws05.corp.example',
    host_raw: 'WS05.corp.example',
    source: 'windows',
    channel: 'Security',
    event_id: '4624',
  });
});

test.each([
  [
    'a remote logon (4624)',
    securityEvent('4624', REMOTE_LOGON),
    {
      activity: 'logon',
      logon_type: 3,
      account: 'bob@corp',
      account_raw: 'CORP\\Bob',
      account_sid: SID,
      account_domain: 'CORP',
      outbound_account: null,
      logon_id: '0x1493896',
      logon_guid: '{ca57ec33-2e4b-499b-d832-a80818e844fa}',
      subject_account: null,
      subject_logon_id: null,
      package: 'Kerberos',
      process: null,
      workstation: null,
      source_address: '10.0.2.17',
      source_port: 53548,
      target_server: null,
      elevated: true,
    },
  ],
  [
    'a logon with new credentials for the network (4624 type 9)',
    securityEvent('4624', {
      ...REMOTE_LOGON,
      ...subject,
      LogonType: '9',
      AuthenticationPackageName: 'Negotiate',
      TargetOutboundUserName: 'adm',
      TargetOutboundDomainName: 'corp.example',
      LogonGuid: '{00000000-0000-0000-0000-000000000000}',
      ProcessName: 'C:\\Windows\\System32\\svchost.exe',
      IpAddress: '::1',
      IpPort: '0',
      ElevatedToken: '%%1843',
    }),
    {
      logon_type: 9,
      outbound_account: 'adm@corp.example',
      logon_guid: null,
      subject_account: 'bob@corp',
      subject_logon_id: '0x2bc327',
      process: 'C:\\Windows\\System32\\svchost.exe',
      source_address: '::1',
      source_port: null,
      elevated: false,
    },
  ],
  [
    'a failed logon (4625)',
    securityEvent('4625', {
      ...REMOTE_LOGON,
      TargetUserSid: 'S-1-0-0',
      TargetUserName: 'eve@corp.example',
      TargetDomainName: '',
      LogonType: '10',
      WorkstationName: 'KALI',
    }),
    {
      activity: 'logon_failed',
      logon_type: 10,
      account: 'eve@corp.example',
      account_sid: null,
      account_domain: null,
      logon_id: null,
      workstation: 'KALI',
    },
  ],
  [
    'a logoff (4634)',
    securityEvent('4634', { ...bob, TargetLogonId: '0x1493896', LogonType: '3' }),
    { activity: 'logoff', logon_type: 3, logon_id: '0x1493896', account: 'bob@corp' },
  ],
  [
    'a logoff by the user (4647)',
    securityEvent('4647', { ...bob, TargetLogonId: '0x1493896' }),
    { activity: 'logoff', logon_id: '0x1493896' },
  ],
  [
    'explicit credentials (4648)',
    securityEvent('4648', {
      ...subject,
      TargetUserName: 'adm',
      TargetDomainName: 'CORP.EXAMPLE',
      LogonGuid: '{8a03d666-385a-a2ca-1849-70ca55fa3cfe}',
      TargetLogonGuid: '{ca57ec33-2e4b-499b-d832-a80818e844fa}',
      TargetServerName: 'WS06',
      TargetInfo: 'HTTP/WS06',
      ProcessName: 'C:\\x.exe',
      IpAddress: '-',
      IpPort: '-',
    }),
    {
      activity: 'explicit_credentials',
      account: 'adm@corp.example',
      outbound_account: 'adm@corp.example',
      subject_account: 'bob@corp',
      subject_logon_id: '0x2bc327',
      logon_guid: '{ca57ec33-2e4b-499b-d832-a80818e844fa}',
      target_server: 'ws06',
      source_address: null,
      source_port: null,
    },
  ],
  [
    'explicit credentials for this host (4648)',
    securityEvent('4648', { ...subject, TargetUserName: 'adm', TargetDomainName: '.', TargetServerName: 'localhost' }),
    { target_server: 'ws05.corp.example', account: 'ws05.corp.example\\adm' },
  ],
  [
    'special privileges (4672)',
    securityEvent('4672', subject),
    { activity: 'special_privileges', account: 'bob@corp', account_sid: SID, logon_id: '0x2bc327', elevated: true },
  ],
  [
    'a ticket-granting ticket (4768)',
    securityEvent('4768', {
      TargetUserName: 'bob',
      TargetDomainName: 'corp.example',
      TargetSid: SID,
      ServiceName: 'krbtgt',
      Status: '0x0',
      IpAddress: '::ffff:10.0.2.17',
      IpPort: '57965',
    }),
    {
      activity: 'ticket',
      account: 'bob@corp.example',
      account_sid: SID,
      package: 'Kerberos',
      source_address: '10.0.2.17',
      source_port: 57965,
      target_server: null,
    },
  ],
  [
    'a refused ticket (4768)',
    securityEvent('4768', { TargetUserName: 'bob', TargetDomainName: 'CORP', TargetSid: 'S-1-0-0', Status: '0x6' }),
    { activity: 'logon_failed', account: 'bob@corp' },
  ],
  [
    'a service ticket (4769)',
    securityEvent('4769', {
      TargetUserName: 'bob@CORP.EXAMPLE',
      TargetDomainName: 'CORP.EXAMPLE',
      ServiceName: 'FS01$',
      Status: '0x0',
      IpAddress: '::ffff:10.0.2.17',
      IpPort: '57966',
      LogonGuid: '{CA57EC33-2e4b-499b-d832-a80818e844fa}',
    }),
    { activity: 'ticket', account: 'bob@corp.example', target_server: 'fs01', logon_guid: '{ca57ec33-2e4b-499b-d832-a80818e844fa}' },
  ],
  [
    'failed pre-authentication (4771)',
    securityEvent('4771', {
      TargetUserName: 'bob',
      TargetSid: SID,
      ServiceName: 'krbtgt/CORP',
      Status: '0x18',
      IpAddress: '10.0.2.17',
      IpPort: '50000',
    }),
    { activity: 'logon_failed', account: 'bob@corp', account_sid: SID, package: 'Kerberos', source_port: 50000 },
  ],
  [
    'NTLM at a controller (4776)',
    securityEvent('4776', {
      PackageName: 'MICROSOFT_AUTHENTICATION_PACKAGE_V1_0',
      TargetUserName: 'bob',
      Workstation: 'WS07',
      Status: '0x0',
    }),
    { activity: 'ntlm', account: 'bob', package: 'NTLM', workstation: 'WS07' },
  ],
  [
    'refused NTLM (4776)',
    securityEvent('4776', { TargetUserName: 'bob', Workstation: '-', Status: '0xc000006a' }),
    { activity: 'logon_failed', workstation: null, status: '0xc000006a' },
  ],
  [
    'a terminal session that is taken up again (4778)',
    securityEvent('4778', {
      AccountName: 'Bob',
      AccountDomain: 'CORP',
      LogonID: '0x2BC327',
      SessionName: 'RDP-Tcp#1',
      ClientName: 'KALI',
      ClientAddress: '10.0.2.17',
    }),
    {
      activity: 'reconnect',
      account: 'bob@corp',
      logon_id: '0x2bc327',
      session: 'RDP-Tcp#1',
      workstation: 'KALI',
      source_address: '10.0.2.17',
    },
  ],
  [
    'a terminal session from afar (LocalSessionManager 21)',
    windowsEvent(SESSIONS, `${SESSIONS}/Operational`, '21', { User: 'CORP\\Bob', SessionID: '2', Address: '10.0.2.17' }),
    { activity: 'logon', logon_type: 10, account: 'bob@corp', account_raw: 'CORP\\Bob', session: '2', source_address: '10.0.2.17' },
  ],
  [
    'a session at the console, in whatever language (LocalSessionManager 21)',
    windowsEvent(SESSIONS, `${SESSIONS}/Operational`, '21', { User: 'WS05\\Bob', SessionID: '1', Address: 'LOKAL' }),
    { activity: 'logon', logon_type: 2, account: 'ws05.corp.example\\bob', source_address: null },
  ],
  [
    'a connection to the remote desktop (RemoteConnectionManager 1149)',
    windowsEvent(CONNECTIONS, `${CONNECTIONS}/Operational`, '1149', { Param1: 'bob', Param2: 'CORP', Param3: '10.0.2.17' }),
    { activity: 'remote_connection', logon_type: 10, account: 'bob@corp', source_address: '10.0.2.17' },
  ],
])('%s', (_, event, columns) => {
  expect(authentication.extract(event, scope)).toMatchObject(columns);
});

test('the number alone makes no logon: another provider means something else by it', () => {
  expect(authentication.extract(rawEvent('windows', { EventID: '4624', Provider_Name: 'Other' }, 'a', 'Security'), scope)).toBeNull();
  expect(authentication.extract(rawEvent('windows', { EventID: '4624' }, 'a', 'Application'), scope)).toBeNull();
  expect(authentication.extract(rawEvent('windows', { EventID: '4624' }, 'a', 'Security'), scope)).not.toBeNull();
});
