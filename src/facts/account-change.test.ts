import { expect, test } from 'vitest';
import { accountChange } from './account-change.ts';
import { markingScope, scope, securityEvent } from './raw-event.ts';

const SID = 'S-1-5-21-1363495622-3806888128-621328882-1104';
const ADMIN = 'S-1-5-21-1363495622-3806888128-621328882-500';
const by = { SubjectUserSid: ADMIN, SubjectUserName: 'Adm', SubjectDomainName: 'CORP', SubjectLogonId: '0x2BC327', PrivilegeList: '-' };
const bob = { ...by, TargetUserName: 'Bob', TargetDomainName: 'CORP', TargetSid: SID };
const admins = { ...by, TargetUserName: 'Administrators', TargetDomainName: 'Builtin', TargetSid: 'S-1-5-32-544' };
const who = { by_account: 'adm@corp', by_sid: ADMIN, by_logon_id: '0x2bc327', privileges: null };

test.each([
  [
    'an account is made (4720)',
    { ...bob, NewUacValue: '0x15', Keywords: '0x8020000000000000' },
    '4720',
    {
      ...who,
      activity: 'created',
      account: 'bob@corp',
      account_raw: 'CORP\\Bob',
      account_sid: SID,
      user_account_control: '0x15',
      outcome: 'ok',
    },
  ],
  [
    'a password is reset in vain (4724)',
    { ...bob, Keywords: '0x8010000000000000' },
    '4724',
    { activity: 'password_reset', outcome: 'failed' },
  ],
  [
    'a member by its SID (4732)',
    { ...admins, MemberName: '-', MemberSid: SID },
    '4732',
    {
      ...who,
      activity: 'member_added',
      account: null,
      group: 'ws05.corp.example\\administrators',
      group_sid: 'S-1-5-32-544',
      member: `sid:${SID}`,
      member_sid: SID,
    },
  ],
  [
    'a member by its name (4756)',
    { ...admins, MemberName: 'CN=Bob,DC=corp,DC=example', MemberSid: SID },
    '4756',
    { member: 'CN=Bob,DC=corp,DC=example' },
  ],
  [
    'a lockout names the machine in place of the domain (4740)',
    { ...bob, TargetDomainName: 'WS07' },
    '4740',
    { activity: 'locked', account: 'bob@corp', workstation: 'WS07', account_raw: 'Bob' },
  ],
  [
    'a rename (4781)',
    { ...by, OldTargetUserName: 'Bob', NewTargetUserName: 'Eve', TargetDomainName: 'CORP', TargetSid: SID },
    '4781',
    { ...who, activity: 'renamed', account: 'bob@corp', new_name: 'eve@corp' },
  ],
  [
    'the recovery password of a controller (4794)',
    { ...by, Workstation: 'DC1' },
    '4794',
    { activity: 'recovery_password', workstation: 'DC1', account: null },
  ],
  ['a group is made (4731)', admins, '4731', { activity: 'group_created', group_sid: 'S-1-5-32-544' }],
])('%s', (_, fields, event, columns) => {
  expect(accountChange.extract(securityEvent(event, fields), scope)).toMatchObject(columns);
});

test('a distinguished name is masked', () => {
  expect(accountChange.extract(securityEvent('4728', { ...admins, MemberName: 'CN=Bob' }), markingScope)).toMatchObject({
    member: '«CN=Bob»',
  });
});
