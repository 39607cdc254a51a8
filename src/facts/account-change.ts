import { accountChangeTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { auditOutcome } from './audit-outcome.ts';
import { account, always, logonId, made, rawName, sid, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { Feed } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { accountOf } from './known-accounts.ts';
import { security } from './windows-records.ts';

const by = {
  by_account: account('SubjectUserName', 'SubjectDomainName', 'SubjectUserSid'),
  by_sid: sid('SubjectUserSid'),
  by_logon_id: logonId('SubjectLogonId'),
  privileges: word('PrivilegeList'),
  outcome: auditOutcome('ok', 'failed'),
} as const;

const target = {
  ...by,
  account: account('TargetUserName', 'TargetDomainName', 'TargetSid'),
  account_raw: rawName('TargetUserName', 'TargetDomainName'),
  account_sid: sid('TargetSid'),
} as const;

const group = { ...by, group: account('TargetUserName', 'TargetDomainName', 'TargetSid'), group_sid: sid('TargetSid') } as const;

/** Security names a member by its SID, and by its distinguished name where it has one; local accounts have none. */
const member = made(['MemberName', 'MemberSid'], 'masked; sid:S-1-… where no name is given', (event: RawEvent, scope: FactScope) => {
  const name = valueIn(event, ['MemberName']);
  return name === null ? accountOf(null, null, event.get('MemberSid'), scope) : scope.masker.text(name);
});

const change = { ...target, user_account_control: word('NewUacValue', 'UserAccountControl') } as const;

type ChangeFeed = Feed<typeof accountChangeTable>;

const ofAccount = (activity: string, columns: typeof target | typeof change, ...events: string[]): ChangeFeed[] =>
  events.map((event) => ({ record: security(event), columns: { ...columns, activity: always(activity) } }));

const ofGroup = (activity: string, ...events: string[]): ChangeFeed[] =>
  events.map((event) => ({ record: security(event), columns: { ...group, activity: always(activity) } }));

const ofMember = (activity: string, ...events: string[]): ChangeFeed[] =>
  events.map((event) => ({
    record: security(event),
    columns: { ...group, activity: always(activity), member, member_sid: sid('MemberSid') },
  }));

/** 4740 puts the machine that the bad logons came from where other records put the domain. */
const lockedAccount = made(
  ['TargetUserName', 'SubjectDomainName', 'TargetSid'],
  'canonical account; its domain is that of the host',
  (event: RawEvent, scope: FactScope) => {
    const domain = event.get('SubjectDomainName');
    return accountOf(event.get('TargetUserName'), domain === 'WORKGROUP' ? null : domain, event.get('TargetSid'), scope);
  },
);

/** 4781 has the account under two names; the old one is who changed. */
const renamed: ChangeFeed = {
  record: security('4781'),
  columns: {
    ...by,
    activity: always('renamed'),
    account: account('OldTargetUserName', 'TargetDomainName', 'TargetSid'),
    account_raw: rawName('OldTargetUserName', 'TargetDomainName'),
    account_sid: sid('TargetSid'),
    new_name: account('NewTargetUserName', 'TargetDomainName', 'TargetSid'),
  },
};

/** Accounts and groups that were made, changed or removed. Groups: security-enabled global, local, universal. */
export const accountChange = factKindOf(accountChangeTable, [
  ...ofAccount('created', change, '4720', '4741'),
  ...ofAccount('changed', change, '4738', '4742'),
  ...ofAccount('deleted', target, '4726', '4743'),
  ...ofAccount('enabled', target, '4722'),
  ...ofAccount('disabled', target, '4725'),
  ...ofAccount('password_changed', target, '4723'),
  ...ofAccount('password_reset', target, '4724'),
  ...ofAccount('unlocked', target, '4767'),
  ...ofAccount('sid_history', target, '4765', '4766'),
  {
    record: security('4740'),
    columns: {
      ...by,
      activity: always('locked'),
      account: lockedAccount,
      account_raw: rawName('TargetUserName', null),
      account_sid: sid('TargetSid'),
      workstation: text('TargetDomainName'),
    },
  },
  renamed,
  { record: security('4794'), columns: { ...by, activity: always('recovery_password'), workstation: text('Workstation') } },
  ...ofMember('member_added', '4728', '4732', '4756'),
  ...ofMember('member_removed', '4729', '4733', '4757'),
  ...ofGroup('group_created', '4727', '4731', '4754'),
  ...ofGroup('group_changed', '4735', '4737', '4755'),
  ...ofGroup('group_deleted', '4730', '4734', '4758'),
]);
