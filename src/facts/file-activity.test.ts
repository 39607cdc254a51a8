import { expect, test } from 'vitest';
import { fileActivity } from './file-activity.ts';
import { markingScope, scope, securityEvent, sysmonEvent } from './raw-event.ts';

const SID = 'S-1-5-21-1363495622-3806888128-621328882-1104';
const subject = { SubjectUserSid: SID, SubjectUserName: 'Bob', SubjectDomainName: 'CORP', SubjectLogonId: '0x2BC327' };
const process = { ProcessGuid: '{365ABB72-7ACC-5CC4-0000-0010B2470300}', ProcessId: '2772', Image: 'C:\\x.exe', User: 'CORP\\Bob' };
const object = {
  ...subject,
  ObjectType: 'File',
  ObjectName: 'D:\\cdr\\2024.csv',
  HandleId: '0x0F4',
  ProcessId: '0x134c',
  ProcessName: 'C:\\x.exe',
};
const share = {
  ...subject,
  ObjectType: 'File',
  IpAddress: '::ffff:10.0.2.17',
  IpPort: '49222',
  ShareName: '\\\\*\\ADMIN$',
  ShareLocalPath: '\\??\\C:\\Windows',
};

test.each([
  [
    'a file is made (Sysmon 11)',
    sysmonEvent('11', { ...process, TargetFilename: 'C:\\a.exe', CreationUtcTime: '2019-04-27 15:57:25.868' }),
    {
      activity: 'create',
      path: 'C:\\a.exe',
      image: 'C:\\x.exe',
      process_id: 2772,
      process_guid: '{365abb72-7acc-5cc4-0000-0010b2470300}',
      account: 'bob@corp',
      created: Date.UTC(2019, 3, 27, 15, 57, 25, 868) * 1000,
    },
  ],
  [
    'a time is set back (Sysmon 2)',
    sysmonEvent('2', { ...process, TargetFilename: 'C:\\a.exe', CreationUtcTime: '2013-09-04 16:29:27.000', PreviousCreationUtcTime: 'x' }),
    { activity: 'set_time', created: Date.UTC(2013, 8, 4, 16, 29, 27) * 1000, previous_created: null },
  ],
  [
    'a stream with its contents (Sysmon 15)',
    sysmonEvent('15', { ...process, TargetFilename: 'C:\\a.exe:Zone.Identifier', Hash: 'MD5=0', Contents: 'c'.repeat(2000) }),
    { activity: 'create', hashes: 'MD5=0', contents: 'c'.repeat(1024) },
  ],
  [
    'a file is deleted (Sysmon 23)',
    sysmonEvent('23', { ...process, TargetFilename: 'C:\\a.exe', Hashes: 'SHA1=0' }),
    { activity: 'delete', hashes: 'SHA1=0' },
  ],
  ['a pipe is opened (Sysmon 18)', sysmonEvent('18', { ...process, PipeName: '\\svcctl' }), { activity: 'open', path: '\\svcctl' }],
  [
    'an object is read (4663)',
    securityEvent('4663', { ...object, AccessMask: '0x1' }),
    {
      activity: 'read',
      path: 'D:\\cdr\\2024.csv',
      account: 'bob@corp',
      account_raw: 'CORP\\Bob',
      account_sid: SID,
      logon_id: '0x2bc327',
      image: 'C:\\x.exe',
      process_id: 0x134c,
      handle_id: '0xf4',
      access_mask: '0x1',
    },
  ],
  ['an object is deleted (4660)', securityEvent('4660', object), { activity: 'delete', handle_id: '0xf4', path: null }],
  [
    'a refused handle (4656)',
    securityEvent('4656', { ...object, Keywords: '0x8010000000000000' }),
    { activity: 'open', outcome: 'denied' },
  ],
  [
    'a share is connected (5140)',
    securityEvent('5140', { ...share, Keywords: '0x8020000000000000', AccessMask: '0x1' }),
    {
      activity: 'mount',
      share: '\\\\*\\ADMIN$',
      share_path: '\\??\\C:\\Windows',
      client_address: '10.0.2.17',
      client_port: 49222,
      outcome: 'ok',
      logon_id: '0x2bc327',
    },
  ],
  [
    'a file on a share is written (5145)',
    securityEvent('5145', { ...share, RelativeTargetName: 'Temp\\a.exe', AccessMask: '0x12019f' }),
    { activity: 'write', path: 'Temp\\a.exe', access_mask: '0x12019f', client_port: 49222 },
  ],
  ['rights that tell nothing (5145)', securityEvent('5145', { ...share, AccessMask: '0x80' }), { activity: 'access' }],
  ['rights that are none (5145)', securityEvent('5145', { ...share, AccessMask: 'all' }), { activity: 'access' }],
  ['a share is set up (5142)', securityEvent('5142', share), { activity: 'share_added', share: '\\\\*\\ADMIN$' }],
])('%s', (_, event, columns) => {
  expect(fileActivity.extract(event, scope)).toMatchObject(columns);
});

test('an object that is no file feeds nothing', () => {
  expect(fileActivity.extract(securityEvent('4663', { ...object, ObjectType: 'Key' }), scope)).toBeNull();
});

test('paths, shares and contents are masked', () => {
  expect(fileActivity.extract(securityEvent('5145', { ...share, RelativeTargetName: 'a' }), markingScope)).toMatchObject({
    path: '«a»',
    share: '«\\\\*\\ADMIN$»',
    share_path: '«\\??\\C:\\Windows»',
  });
});
