import type { Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import type { Machine, Process, Session } from './machine.ts';
import { event4624, event4672 } from './security-events.ts';

/** A logon without a ticket has no GUID. */
export const NO_GUID = '{00000000-0000-0000-0000-000000000000}';
/** Subject fields of what came over the network. */
export const NOBODY = { SubjectUserSid: 'S-1-0-0', SubjectUserName: '-', SubjectDomainName: '-', SubjectLogonId: 0 } as const;
const PRIVILEGES = [
  'SeSecurityPrivilege',
  'SeBackupPrivilege',
  'SeRestorePrivilege',
  'SeTakeOwnershipPrivilege',
  'SeDebugPrivilege',
  'SeSystemEnvironmentPrivilege',
  'SeLoadDriverPrivilege',
  'SeImpersonatePrivilege',
].join('\r\n\t\t\t');

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
  };
  const lsass = machine.resident('lsass');
  if (details.elevated) {
    const values = {
      SubjectUserSid: account.sid,
      SubjectUserName: account.name,
      SubjectDomainName: account.domain,
      SubjectLogonId: session.logonId,
    };
    machine.record(event4672, at, lsass, { ...values, PrivilegeList: PRIVILEGES });
  }
  machine.record(event4624, at, lsass, {
    ...(asker === null ? NOBODY : subjectOf(machine, asker)),
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
    TargetOutboundUserName: '-',
    TargetOutboundDomainName: '-',
    VirtualAccount: details.virtual === true ? '%%1842' : '%%1843',
    TargetLinkedLogonId: 0,
    ElevatedToken: details.elevated ? '%%1842' : '%%1843',
  });
  return session;
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
