import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import { NO_GUID, NOBODY, record4624, recordLogon, recordPrivileges, subjectOf } from './logon-record.ts';
import type { Machine, Process, Session } from './machine.ts';
import { event4625, event4634, event4647, event4648, event4776 } from './events/security.ts';
import { localSession21, localSession24 } from './events/system.ts';

/** Where a logon over the network comes from. */
export interface Origin {
  /** `-` where Windows does not say: what comes through its web server (WinRM). */
  readonly address: string;
  /** Null where the package does not say (it then prints 0). */
  readonly port: number | null;
  /** What the client calls itself; NTLM carries it. */
  readonly workstation: string;
}

/** How a logon over the network was proved. */
export type Package = 'Kerberos' | 'NTLM';

/**
 * Type 3: 4672 (for an administrator) and 4624, and 4776 where this machine checks its own account. `ticket` is the GUID of the service
 * ticket behind a logon by Kerberos, which the controller's 4769 carries too; drawn when absent.
 */
export function networkLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  from: Origin,
  proof: Package,
  elevated: boolean,
  ticket?: string,
): Session {
  const kerberos = proof === 'Kerberos';
  if (account.realm === null) {
    const values = {
      PackageName: 'MICROSOFT_AUTHENTICATION_PACKAGE_V1_0',
      TargetUserName: account.name,
      Workstation: from.workstation,
      Status: 0,
    };
    machine.record(event4776, at - MILLISECOND, machine.resident('lsass'), values);
  }
  return recordLogon(machine, random, at, account, null, {
    type: 3,
    logonProcess: kerberos ? 'Kerberos' : 'NtLmSsp ',
    package: proof,
    workstation: kerberos ? '-' : from.workstation,
    guid: kerberos ? (ticket ?? random.guid()) : NO_GUID,
    domain: kerberos ? (account.realm ?? account.domain) : account.domain,
    lm: kerberos ? '-' : 'NTLM V2',
    keyLength: kerberos ? 0 : 128,
    process: null,
    address: from.address,
    port: from.address === '-' ? '-' : String(from.port ?? 0),
    elevated,
  });
}

/** Type 10 behind network-level authentication: a type 3 without a port, then the session itself, whose port Windows prints as 0. */
export function remoteInteractiveLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  from: Origin,
  elevated: boolean,
): Session {
  const outer = networkLogon(
    machine,
    random,
    at - 900 * MILLISECOND,
    account,
    { ...from, port: null, workstation: from.workstation },
    'NTLM',
    elevated,
  );
  const terminal = random.integer(2, 9);
  const session = openAtDesk(machine, random, at, account, { type: 10, address: from.address, elevated, terminal });
  logoff(machine, outer, at + 400 * MILLISECOND);
  const values = { User: `${account.domain}\\${account.name}`, SessionID: terminal, Address: from.address };
  machine.record(localSession21, at + 250 * MILLISECOND, machine.resident('termservice'), values, 'S-1-5-18');
  return session;
}

/** Type 2, at the console. */
export function interactiveLogon(machine: Machine, random: Random, at: Moment, account: Account, elevated: boolean): Session {
  return openAtDesk(machine, random, at, account, { type: 2, address: '127.0.0.1', elevated, terminal: 1 });
}

/** Type 4 (scheduled task) or 5 (service), with the account's stored password. */
export function storedLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  type: 4 | 5,
  elevated: boolean,
  virtual = false,
  ticket?: string,
): Session {
  return recordLogon(machine, random, at, account, machine.systemSession, {
    type,
    logonProcess: 'Advapi  ',
    package: 'Negotiate',
    workstation: type === 4 ? machine.short.toUpperCase() : '-',
    guid: account.realm === null ? NO_GUID : (ticket ?? random.guid()),
    domain: account.domain,
    lm: '-',
    keyLength: 0,
    process: machine.resident(type === 4 ? 'schedule' : 'services'),
    address: '-',
    port: '-',
    elevated,
    virtual,
  });
}

/** Type 5 of LocalSystem, which Windows notes whenever a service of its own starts: 4624 and 4672 for the one session that it has. */
export function systemLogon(machine: Machine, at: Moment): void {
  const session = machine.systemSession;
  record4624(
    machine,
    at,
    session,
    session,
    {
      type: 5,
      logonProcess: 'Advapi  ',
      package: 'Negotiate',
      workstation: '-',
      guid: NO_GUID,
      domain: session.account.domain,
      lm: '-',
      keyLength: 0,
      process: machine.resident('services'),
      address: '-',
      port: '-',
      elevated: true,
    },
    0,
  );
  recordPrivileges(machine, at, session, 'system');
}

/** 4634; for sessions at a desk the 4647 that comes before it. */
export function logoff(machine: Machine, session: Session, at: Moment): void {
  const { account } = session;
  const target = {
    TargetUserSid: account.sid,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetLogonId: session.logonId,
  };
  const lsass = machine.resident('lsass');
  if (session.logonType === 10) {
    const values = { User: `${account.domain}\\${account.name}`, SessionID: session.terminal, Address: '' };
    machine.record(localSession24, at - 300 * MILLISECOND, machine.resident('termservice'), values, 'S-1-5-18');
  }
  if (session.logonType === 10 || session.logonType === 2) machine.record(event4647, at - 200 * MILLISECOND, lsass, target);
  machine.record(event4634, at, lsass, { ...target, LogonType: session.logonType });
}

/** Why a logon failed: Status, SubStatus (MS-ERREF 2.3) and the text that goes with them. */
const failures = {
  password: { status: 0xc000_006d, detail: 0xc000_006a, text: '%%2313' },
  account: { status: 0xc000_006d, detail: 0xc000_0064, text: '%%2313' },
  disabled: { status: 0xc000_006e, detail: 0xc000_0072, text: '%%2310' },
  expired: { status: 0xc000_0224, detail: 0, text: '%%2309' },
  locked: { status: 0xc000_0234, detail: 0, text: '%%2307' },
  right: { status: 0xc000_015b, detail: 0, text: '%%2308' },
} as const;

export type LogonFailure = keyof typeof failures;

/** 4625 over the network: a wrong password, or what `why` says. */
export function failedLogon(machine: Machine, at: Moment, account: Account, from: Origin, why: LogonFailure = 'password'): void {
  const { status, detail, text } = failures[why];
  machine.record(event4625, at, machine.resident('lsass'), {
    ...NOBODY,
    TargetUserSid: 'S-1-0-0',
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    Status: status,
    FailureReason: text,
    SubStatus: detail,
    LogonType: 3,
    LogonProcessName: 'NtLmSsp ',
    AuthenticationPackageName: 'NTLM',
    WorkstationName: from.workstation,
    TransmittedServices: '-',
    LmPackageName: '-',
    KeyLength: 0,
    ProcessId: 0,
    ProcessName: '-',
    IpAddress: from.address,
    IpPort: String(from.port ?? 0),
  });
}

/** 4625 at the console: somebody mistyped his password, or what `why` says. */
export function failedDeskLogon(machine: Machine, at: Moment, account: Account, why: LogonFailure = 'password'): void {
  const { status, detail, text } = failures[why];
  const process = machine.resident('termservice');
  machine.record(event4625, at, machine.resident('lsass'), {
    ...subjectOf(machine, machine.systemSession),
    TargetUserSid: 'S-1-0-0',
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    Status: status,
    FailureReason: text,
    SubStatus: detail,
    LogonType: 2,
    LogonProcessName: 'User32 ',
    AuthenticationPackageName: 'Negotiate',
    WorkstationName: machine.short.toUpperCase(),
    TransmittedServices: '-',
    LmPackageName: '-',
    KeyLength: 0,
    ProcessId: process.pid,
    ProcessName: process.image,
    IpAddress: '127.0.0.1',
    IpPort: '0',
  });
}

/** 4648 at the machine that hands the credentials over. */
export function explicitCredentials(
  machine: Machine,
  at: Moment,
  process: Process,
  account: Account,
  server: string,
  service: string,
): void {
  machine.record(event4648, at, machine.resident('lsass'), {
    ...subjectOf(machine, process.session),
    LogonGuid: NO_GUID,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetLogonGuid: NO_GUID,
    TargetServerName: server,
    TargetInfo: `${service}/${server}`,
    ProcessId: process.pid,
    ProcessName: process.image,
    IpAddress: '-',
    IpPort: '-',
  });
}

/** 4648 before somebody is signed on at a screen: the sign-on screen hands over what he typed. `address`: where he sits. */
export function handOver(machine: Machine, at: Moment, account: Account, process: Process, address: string): void {
  machine.record(event4648, at - MILLISECOND, machine.resident('lsass'), {
    ...subjectOf(machine, machine.systemSession),
    LogonGuid: NO_GUID,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetLogonGuid: NO_GUID,
    TargetServerName: 'localhost',
    TargetInfo: 'localhost',
    ProcessId: process.pid,
    ProcessName: process.image,
    IpAddress: address,
    IpPort: '0',
  });
}

function openAtDesk(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  desk: { type: 2 | 10; address: string; elevated: boolean; terminal: number },
): Session {
  const process = machine.resident('termservice');
  handOver(machine, at, account, process, desk.address);
  return recordLogon(machine, random, at, account, machine.systemSession, {
    type: desk.type,
    logonProcess: 'User32 ',
    package: 'Negotiate',
    workstation: machine.short.toUpperCase(),
    guid: account.realm === null ? NO_GUID : random.guid(),
    domain: account.domain,
    lm: '-',
    keyLength: 0,
    process,
    address: desk.address,
    port: '0',
    elevated: desk.elevated,
    terminal: desk.terminal,
  });
}
