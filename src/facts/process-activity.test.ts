import { expect, test } from 'vitest';
import { processActivity } from './process-activity.ts';
import { markingScope, rawEvent, scope, securityEvent, sysmonEvent } from './raw-event.ts';

const SID = 'S-1-5-21-1363495622-3806888128-621328882-1104';
const system = { SubjectUserSid: 'S-1-5-18', SubjectUserName: 'WS05$', SubjectDomainName: 'CORP', SubjectLogonId: '0x3e7' };
const service = { EventID: '7045', Provider_Name: 'Service Control Manager' };

test.each([
  [
    'a process start (Sysmon 1)',
    sysmonEvent('1', {
      ProcessGuid: '{49A15388-614A-5f2b-b188-2b0000000000}',
      ProcessId: '7540',
      Image: 'C:\\Windows\\System32\\cmd.exe',
      OriginalFileName: 'Cmd.Exe',
      CommandLine: 'cmd /c whoami',
      User: 'CORP\\Bob',
      LogonGuid: '{49a15388-614a-5f2b-b188-2b0000000000}',
      LogonId: '0x2B88B1',
      Hashes: 'SHA1=AA,MD5=BB',
      ParentProcessGuid: '{49a15388-614a-5f2b-b188-2b0000000001}',
      ParentProcessId: '1272',
      ParentImage: 'C:\\w3wp.exe',
      ParentCommandLine: 'w3wp.exe -ap x',
    }),
    {
      activity: 'start',
      image: 'C:\\Windows\\System32\\cmd.exe',
      command_line: 'cmd /c whoami',
      original_file_name: 'Cmd.Exe',
      process_id: 7540,
      process_guid: '{49a15388-614a-5f2b-b188-2b0000000000}',
      parent_image: 'C:\\w3wp.exe',
      parent_command_line: 'w3wp.exe -ap x',
      parent_process_id: 1272,
      parent_process_guid: '{49a15388-614a-5f2b-b188-2b0000000001}',
      account: 'bob@corp',
      account_raw: 'CORP\\Bob',
      logon_id: '0x2b88b1',
      hashes: 'SHA1=AA,MD5=BB',
    },
  ],
  [
    'a process end (Sysmon 5)',
    sysmonEvent('5', { ProcessId: '7540', Image: 'C:\\a.exe' }),
    { activity: 'end', process_id: 7540, account: null },
  ],
  [
    'an access to another process (Sysmon 10)',
    sysmonEvent('10', {
      SourceImage: 'C:\\a.exe',
      SourceProcessId: '12',
      SourceProcessGUID: '{9f85ce58-59dc-5f2b-0e00-000000000400}',
      TargetImage: 'C:\\Windows\\System32\\lsass.exe',
      GrantedAccess: '0x1010',
    }),
    {
      activity: 'access',
      image: 'C:\\a.exe',
      process_id: 12,
      process_guid: '{9f85ce58-59dc-5f2b-0e00-000000000400}',
      target_image: 'C:\\Windows\\System32\\lsass.exe',
      granted_access: '0x1010',
    },
  ],
  [
    'a process start in the Security log (4688), for another account',
    securityEvent('4688', {
      ...system,
      NewProcessId: '0x1d74',
      NewProcessName: 'C:\\b.exe',
      ProcessId: '0x4f8',
      CommandLine: '',
      ParentProcessName: 'C:\\Windows\\System32\\svchost.exe',
      TargetUserSid: 'S-1-0-0',
      TargetUserName: 'Bob',
      TargetDomainName: 'CORP',
      TargetLogonId: '0x2b88b1',
    }),
    {
      activity: 'start',
      image: 'C:\\b.exe',
      command_line: null,
      process_id: 7540,
      parent_process_id: 1272,
      account: 'bob@corp',
      account_raw: 'CORP\\Bob',
      account_sid: null,
      logon_id: '0x2b88b1',
    },
  ],
  [
    'a process start in the Security log (4688), for its creator',
    securityEvent('4688', {
      ...system,
      NewProcessId: '0x10',
      NewProcessName: 'C:\\b.exe',
      ProcessId: '0x4',
      TargetUserSid: 'S-1-0-0',
      TargetUserName: '-',
      TargetDomainName: '-',
      TargetLogonId: '0x0',
    }),
    { account: 'ws05.corp.example\\system', account_raw: 'CORP\\WS05$', account_sid: 'S-1-5-18', logon_id: '0x3e7', parent_image: null },
  ],
  [
    'a process end in the Security log (4689)',
    securityEvent('4689', {
      SubjectUserSid: SID,
      SubjectUserName: 'Bob',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x2b88b1',
      ProcessId: '0x1d74',
      ProcessName: 'C:\\b.exe',
      Status: '0x0',
    }),
    { activity: 'end', image: 'C:\\b.exe', process_id: 7540, account: 'bob@corp', logon_id: '0x2b88b1' },
  ],
  [
    'a service (7045)',
    rawEvent(
      'windows',
      { ...service, ServiceName: 'Updater', ImagePath: '%COMSPEC% /C start', AccountName: 'LocalSystem' },
      'WS05',
      'System',
    ),
    {
      activity: 'service_installed',
      service: 'Updater',
      image: '%COMSPEC% /C start',
      account: 'ws05.corp.example\\system',
      logon_id: null,
    },
  ],
  [
    'a service in the Security log (4697)',
    securityEvent('4697', {
      SubjectUserSid: SID,
      SubjectUserName: 'Bob',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x2b88b1',
      ServiceName: 'x',
      ServiceFileName: '\\\\ws05\\ADMIN$\\x.exe',
      ServiceAccount: 'CORP\\svc',
    }),
    {
      activity: 'service_installed',
      service: 'x',
      image: '\\\\ws05\\ADMIN$\\x.exe',
      account: 'svc@corp',
      logon_id: '0x2b88b1',
      by_account: 'bob@corp',
      by_logon_id: '0x2b88b1',
    },
  ],
  [
    'a process that is started for somebody else (4688)',
    securityEvent('4688', {
      SubjectUserSid: 'S-1-5-18',
      SubjectUserName: 'WS05$',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x3e7',
      TargetUserSid: SID,
      TargetUserName: 'Bob',
      TargetDomainName: 'CORP',
      TargetLogonId: '0x2b88b1',
      TokenElevationType: '%%1937',
      MandatoryLabel: 'S-1-16-12288',
    }),
    {
      account: 'bob@corp',
      logon_id: '0x2b88b1',
      by_account: 'ws05.corp.example\\system',
      by_sid: 'S-1-5-18',
      by_logon_id: '0x3e7',
      elevation: '%%1937',
      integrity: 'S-1-16-12288',
    },
  ],
  [
    'a thread in another process (Sysmon 8)',
    sysmonEvent('8', { SourceImage: 'a', SourceProcessId: '1', TargetImage: 'b', TargetProcessId: '2', StartAddress: '0x1' }),
    { activity: 'inject', image: 'a', process_id: 1, target_image: 'b', target_process_id: 2, start_address: '0x1' },
  ],
])('%s', (_, event, columns) => {
  expect(processActivity.extract(event, scope)).toMatchObject(columns);
});

test('event 1 of another provider is no process, and 7045 of another none either', () => {
  expect(
    processActivity.extract(rawEvent('windows', { EventID: '1', Provider_Name: 'Microsoft-Windows-Kernel-General' }, 'a', 'System'), scope),
  ).toBeNull();
  expect(processActivity.extract(rawEvent('windows', { ...service, Provider_Name: 'Other' }, 'a', 'System'), scope)).toBeNull();
});

test('paths and command lines go through the masker, identifiers of the system do not', () => {
  const event = sysmonEvent('1', {
    Image: 'a',
    CommandLine: 'b',
    ParentImage: 'c',
    ParentCommandLine: 'd',
    OriginalFileName: 'e',
    ProcessId: '4',
    User: 'CORP\\Bob',
    LogonId: '0x12345678',
  });
  expect(processActivity.extract(event, markingScope)).toMatchObject({
    image: '«a»',
    command_line: '«b»',
    parent_image: '«c»',
    parent_command_line: '«d»',
    original_file_name: '«e»',
    account: 'bob@corp',
    logon_id: '0x12345678',
  });
});

test.each([
  ['0xZZ', null],
  ['-1x', null],
  ['0x100000000000', null],
])('a process id of %s is none', (ProcessId, expected) => {
  expect(processActivity.extract(sysmonEvent('5', { ProcessId }), scope)).toMatchObject({ process_id: expected });
});
