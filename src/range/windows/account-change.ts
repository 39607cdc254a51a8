import { MILLISECOND, type Moment } from '../moment.ts';
import type { Account } from './account.ts';
import {
  event4719,
  event4720,
  event4722,
  event4723,
  event4724,
  event4725,
  event4726,
  event4728,
  event4729,
  event4732,
  event4733,
  event4738,
  event4740,
  event4742,
  event4767,
} from './events/account.ts';
import { subjectOf } from './logon-record.ts';
import type { Machine, Session } from './machine.ts';

/** A group that members are added to. */
export interface Group {
  readonly name: string;
  readonly sid: string;
  /** The domain's NetBIOS name, or `Builtin`. */
  readonly domain: string;
  /** A global group of the domain (4728), or a local one (4732). */
  readonly scope: 'global' | 'local';
}

export const administrators: Group = { name: 'Administrators', sid: 'S-1-5-32-544', domain: 'Builtin', scope: 'local' };
export const remoteDesktopUsers: Group = { name: 'Remote Desktop Users', sid: 'S-1-5-32-555', domain: 'Builtin', scope: 'local' };

/** Nothing was said of an attribute (`<value not set>`), and `<never>`. */
const UNSET = '%%1793';
const NEVER = '%%1794';

/** An account is created, given a password and enabled: 4720, 4722, 4738, 4724. `machine` is the controller for accounts of the domain, else the account's own. */
export function createAccount(machine: Machine, at: Moment, account: Account, by: Session): void {
  const lsass = machine.resident('lsass');
  const who = { ...targetOf(account), ...subjectOf(machine, by) };
  machine.record(event4720, at, lsass, {
    ...who,
    PrivilegeList: '-',
    ...untouched,
    SamAccountName: account.name,
    DisplayName: UNSET,
    UserPrincipalName: account.realm === null ? '-' : account.canonical,
    HomeDirectory: UNSET,
    HomePath: UNSET,
    ScriptPath: UNSET,
    ProfilePath: UNSET,
    UserWorkstations: UNSET,
    PasswordLastSet: NEVER,
    AccountExpires: NEVER,
    PrimaryGroupId: '513',
    OldUacValue: '0x0',
    NewUacValue: '0x15',
    UserAccountControl: '\r\n\t\t%%2080\r\n\t\t%%2082\r\n\t\t%%2084',
    UserParameters: UNSET,
    LogonHours: account.realm === null ? '%%1797' : UNSET,
  });
  setPassword(machine, at + 2 * MILLISECOND, account, by);
  enableAccount(machine, at + 4 * MILLISECOND, account, by);
}

/** Somebody sets another's password: 4724 and 4738. */
export function setPassword(machine: Machine, at: Moment, account: Account, by: Session): void {
  machine.record(event4724, at, machine.resident('lsass'), { ...targetOf(account), ...subjectOf(machine, by) });
  changed(machine, at + MILLISECOND, account, by, { PasswordLastSet: timeText(at) });
}

/** Somebody changes his own password: 4723 and 4738. */
export function changePassword(machine: Machine, at: Moment, account: Account, by: Session): void {
  machine.record(event4723, at, machine.resident('lsass'), { ...targetOf(account), ...subjectOf(machine, by), PrivilegeList: '-' });
  changed(machine, at + MILLISECOND, account, by, { PasswordLastSet: timeText(at) });
}

/** 4722 and 4738. */
export function enableAccount(machine: Machine, at: Moment, account: Account, by: Session): void {
  machine.record(event4722, at, machine.resident('lsass'), { ...targetOf(account), ...subjectOf(machine, by) });
  const enabled = { OldUacValue: '0x15', NewUacValue: '0x10', UserAccountControl: '\r\n\t\t%%2048\r\n\t\t%%2050' };
  changed(machine, at + MILLISECOND, account, by, enabled);
}

/** 4725 and 4738. */
export function disableAccount(machine: Machine, at: Moment, account: Account, by: Session): void {
  machine.record(event4725, at, machine.resident('lsass'), { ...targetOf(account), ...subjectOf(machine, by) });
  const disabled = { OldUacValue: '0x10', NewUacValue: '0x11', UserAccountControl: '\r\n\t\t%%2080' };
  changed(machine, at + MILLISECOND, account, by, disabled);
}

/** 4726. */
export function deleteAccount(machine: Machine, at: Moment, account: Account, by: Session): void {
  machine.record(event4726, at, machine.resident('lsass'), { ...targetOf(account), ...subjectOf(machine, by), PrivilegeList: '-' });
}

/** 4740, by the machine that refused the last password; `workstation` is where it was typed. */
export function lockOut(machine: Machine, at: Moment, account: Account, workstation: string): void {
  machine.record(event4740, at, machine.resident('lsass'), {
    TargetUserName: account.name,
    TargetDomainName: workstation,
    TargetSid: account.sid,
    ...subjectOf(machine, machine.systemSession),
  });
}

/** 4767. */
export function unlockAccount(machine: Machine, at: Moment, account: Account, by: Session): void {
  machine.record(event4767, at, machine.resident('lsass'), { ...targetOf(account), ...subjectOf(machine, by) });
}

/** 4728 or 4732; 4729 or 4733 when the member is removed. */
export function changeMembership(machine: Machine, at: Moment, group: Group, member: Account, by: Session, removed = false): void {
  const global = removed ? event4729 : event4728;
  const local = removed ? event4733 : event4732;
  machine.record(group.scope === 'global' ? global : local, at, machine.resident('lsass'), {
    MemberName: member.realm === null ? '-' : distinguished(member),
    MemberSid: member.sid,
    TargetUserName: group.name,
    TargetDomainName: group.domain,
    TargetSid: group.sid,
    ...subjectOf(machine, by),
    PrivilegeList: '-',
  });
}

/** 4742 at the controller: a machine renews its password, each 30 days. */
export function renewMachinePassword(controller: Machine, at: Moment, account: Account, by: Session): void {
  controller.record(event4742, at, controller.resident('lsass'), {
    ComputerAccountChange: '-',
    ...targetOf(account),
    ...subjectOf(controller, by),
    PrivilegeList: '-',
    ...untouched,
    PasswordLastSet: timeText(at),
    DnsHostName: '-',
    ServicePrincipalNames: '-',
  });
}

/** Subcategories of the audit policy: category, subcategory and the subcategory's GUID. */
const audits = {
  logon: ['%%8273', '%%12544', '{0cce9215-69ae-11d9-bed3-505054503030}'],
  processes: ['%%8276', '%%13312', '{0cce922b-69ae-11d9-bed3-505054503030}'],
  connections: ['%%8274', '%%12810', '{0cce9226-69ae-11d9-bed3-505054503030}'],
} as const;

/** 4719: what is audited is changed; LocalSystem does it when a policy is applied. */
export function changeAudit(
  machine: Machine,
  at: Moment,
  what: keyof typeof audits,
  on: boolean,
  by: Session = machine.systemSession,
): void {
  const [category, subcategory, guid] = audits[what];
  machine.record(event4719, at, machine.resident('lsass'), {
    ...subjectOf(machine, by),
    CategoryId: category,
    SubcategoryId: subcategory,
    SubcategoryGuid: guid,
    AuditPolicyChanges: on ? '%%8449, %%8451' : '%%8448, %%8450',
  });
}

/** Attributes that a change does not touch print a dash. */
const untouched = {
  SamAccountName: '-',
  DisplayName: '-',
  UserPrincipalName: '-',
  HomeDirectory: '-',
  HomePath: '-',
  ScriptPath: '-',
  ProfilePath: '-',
  UserWorkstations: '-',
  PasswordLastSet: '-',
  AccountExpires: '-',
  PrimaryGroupId: '-',
  AllowedToDelegateTo: '-',
  OldUacValue: '-',
  NewUacValue: '-',
  UserAccountControl: '-',
  UserParameters: '-',
  SidHistory: '-',
  LogonHours: '-',
} as const;

function changed(machine: Machine, at: Moment, account: Account, by: Session, what: Partial<Record<keyof typeof untouched, string>>): void {
  machine.record(event4738, at, machine.resident('lsass'), {
    Dummy: '-',
    ...targetOf(account),
    ...subjectOf(machine, by),
    PrivilegeList: '-',
    ...untouched,
    ...what,
  });
}

function targetOf(account: Account): { TargetUserName: string; TargetDomainName: string; TargetSid: string } {
  return { TargetUserName: account.name, TargetDomainName: account.domain, TargetSid: account.sid };
}

/** `CN=name,CN=Users,DC=corp,DC=example` */
function distinguished(account: Account): string {
  const parts = (account.realm ?? '').toLowerCase().split('.');
  return `CN=${account.name},CN=Users,${parts.map((part) => `DC=${part}`).join(',')}`;
}

/** `8/21/2015 2:31:01 PM`, as an English system spells times in texts. */
export function timeText(at: Moment): string {
  const date = new Date(at / 1000);
  const hour = date.getUTCHours();
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ${clock}`;
}
