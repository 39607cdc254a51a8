import type { Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import type { Machine, Process, Session } from './machine.ts';
import { event4624, event4672 } from './events/security.ts';

/** A logon without a ticket has no GUID. */
export const NO_GUID = '{00000000-0000-0000-0000-000000000000}';
/** Subject fields of what came over the network. */
export const NOBODY = { SubjectUserSid: 'S-1-0-0', SubjectUserName: '-', SubjectDomainName: '-', SubjectLogonId: 0 } as const;
/** Privileges as 4672 lists them: an administrator's over the network and at a desk, LocalSystem's. */
const privileges = {
  network: listed('Security Backup Restore TakeOwnership Debug SystemEnvironment LoadDriver Impersonate'),
  desk: listed('Security TakeOwnership LoadDriver Backup Restore Debug SystemEnvironment Impersonate DelegateSessionUserImpersonate'),
  system: listed(
    'AssignPrimaryToken Tcb Security TakeOwnership LoadDriver Backup Restore Debug Audit SystemEnvironment Impersonate DelegateSessionUserImpersonate',
  ),
} as const;

/** What tells one kind of logon from another in its record. */
export interface LogonDetails {
  readonly type: number;
  readonly logonProcess: string;
  readonly package: string;
  readonly workstation: string;
  readonly guid: string;
  readonly domain: string;
  readonly lm: string;
  readonly keyLength: number;
  readonly process: Process | null;
  readonly address: string;
  readonly port: string;
  readonly elevated: boolean;
  readonly virtual?: boolean;
  readonly terminal?: number;
  /** Credentials for the network alone (type 9). */
  readonly outbound?: { readonly name: string; readonly domain: string };
}

/** A session is opened: 4672 for an administrator, then 4624. `asker` is the session of the process that asked; null for the network. */
export function recordLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  asker: Session | null,
  details: LogonDetails,
): Session {
  const session: Session = {
    account,
    logonId: machine.newLogonId(random, at),
    logonType: details.type,
    openedAt: at,
    terminal: details.terminal ?? 0,
    token: null,
    standard: false,
  };
  if (details.elevated) recordPrivileges(machine, at, session);
  record4624(machine, at, session, asker, details, 0);
  return session;
}

/** 4672: the session has an administrator's rights, or LocalSystem's. */
export function recordPrivileges(machine: Machine, at: Moment, session: Session, held: keyof typeof privileges = 'network'): void {
  const { account } = session;
  machine.record(event4672, at, machine.resident('lsass'), {
    SubjectUserSid: account.sid,
    SubjectUserName: account.name,
    SubjectDomainName: account.domain,
    SubjectLogonId: session.logonId,
    PrivilegeList: privileges[held],
  });
}

/** 4624; `linked` is the logon id of the other half of a split token, 0 where nothing was split. */
export function record4624(
  machine: Machine,
  at: Moment,
  session: Session,
  asker: Session | null,
  details: LogonDetails,
  linked: number,
): void {
  const { account } = session;
  const by = asker === null ? NOBODY : subjectOf(machine, asker);
  machine.record(event4624, at, machine.resident('lsass'), {
    SubjectUserSid: by.SubjectUserSid,
    SubjectUserName: by.SubjectUserName,
    SubjectDomainName: by.SubjectDomainName,
    SubjectLogonId: by.SubjectLogonId,
    TargetUserSid: account.sid,
    TargetUserName: account.name,
    TargetDomainName: details.domain,
    TargetLogonId: session.logonId,
    LogonType: details.type,
    LogonProcessName: details.logonProcess,
    AuthenticationPackageName: details.package,
    WorkstationName: details.workstation,
    LogonGuid: details.guid,
    TransmittedServices: '-',
    LmPackageName: details.lm,
    KeyLength: details.keyLength,
    ProcessId: details.process?.pid ?? 0,
    ProcessName: details.process?.image ?? '-',
    IpAddress: details.address,
    IpPort: details.port,
    ImpersonationLevel: '%%1833',
    RestrictedAdminMode: details.type === 10 ? '%%1843' : '-',
    TargetOutboundUserName: details.outbound?.name ?? '-',
    TargetOutboundDomainName: details.outbound?.domain ?? '-',
    VirtualAccount: details.virtual === true ? '%%1842' : '%%1843',
    TargetLinkedLogonId: linked,
    ElevatedToken: details.elevated ? '%%1842' : '%%1843',
  });
}

/** Subject fields: LocalSystem acts under the machine's own name. */
export function subjectOf(
  machine: Machine,
  session: Session,
): { SubjectUserSid: string; SubjectUserName: string; SubjectDomainName: string; SubjectLogonId: number } {
  const own = session.account.sid === 'S-1-5-18';
  return {
    SubjectUserSid: session.account.sid,
    SubjectUserName: own ? machine.account.name : session.account.name,
    SubjectDomainName: own ? machine.account.domain : session.account.domain,
    SubjectLogonId: session.logonId,
  };
}

function listed(names: string): string {
  return names
    .split(' ')
    .map((name) => `Se${name}Privilege`)
    .join('\r\n\t\t\t');
}
