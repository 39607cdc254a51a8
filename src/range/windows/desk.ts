import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import { event4778, event4779, event4800, event4801 } from './events/desk.ts';
import { event7001, event7002 } from './events/log.ts';
import { event4634, event4647 } from './events/security.ts';
import { localSession21, localSession22, localSession23, localSession24, localSession25, localSession40 } from './events/system.ts';
import { NO_GUID, record4624, recordPrivileges, type LogonDetails } from './logon-record.ts';
import { handOver, logoff, networkLogon, type Origin } from './logon.ts';
import type { Machine, Session } from './machine.ts';

/** Somebody signed on at a desk, his own or over remote desktop. */
export interface Desk {
  /** What his programs run under: the limited half of an administrator's split token. */
  readonly session: Session;
  /** What holds his rights: the full half, or the session itself where nothing is split; null for who is no administrator. */
  readonly elevated: Session | null;
}

const CONSOLE = 1;
const HERE = '127.0.0.1';

/**
 * Type 2 at the console (type 11 where no controller could be asked: `cached`): 4648, 4624 (two linked ones for an administrator, whose
 * token is split), 4672, and 7001 in the system log. The built-in administrator's token is not split.
 * `ticket` as for a network logon.
 */
export function consoleLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  administrator: boolean,
  cached = false,
  ticket?: string,
): Desk {
  const type = cached ? 11 : 2;
  const guid = cached || account.realm === null ? NO_GUID : (ticket ?? random.guid());
  const desk = openDesk(machine, random, at, account, { type, address: HERE, terminal: CONSOLE, guid, administrator });
  machine.record(event7001, at + 600 * MILLISECOND, machine.resident('winlogon'), { TSId: CONSOLE, UserSid: account.sid }, 'S-1-5-18');
  return desk;
}

/** Type 10 behind network-level authentication: a type 3 without a port, by Kerberos with a ticket and by NTLM without; then as at the console. */
export function desktopLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  from: Origin,
  administrator: boolean,
  ticket?: string,
): Desk {
  authenticateAhead(machine, random, at, account, from, administrator, ticket);
  const terminal = random.integer(2, 9);
  const guid = account.realm === null ? NO_GUID : random.guid();
  const desk = openDesk(machine, random, at, account, { type: 10, address: from.address, terminal, guid, administrator });
  const values = { User: qualifiedName(account), SessionID: terminal, Address: from.address };
  const service = machine.resident('termservice');
  machine.record(localSession21, at + 250 * MILLISECOND, service, values, 'S-1-5-18');
  machine.record(localSession22, at + 700 * MILLISECOND, service, values, 'S-1-5-18');
  machine.record(event7001, at + 600 * MILLISECOND, machine.resident('winlogon'), { TSId: terminal, UserSid: account.sid }, 'S-1-5-18');
  return desk;
}

/** 4647, 4634 of both halves, 7002, and for remote ones the session manager's 23 and 24. */
export function deskLogoff(machine: Machine, at: Moment, desk: Desk): void {
  const { session, elevated } = desk;
  const { account, terminal } = session;
  machine.record(event4647, at - 200 * MILLISECOND, machine.resident('lsass'), targetOf(session));
  machine.record(event7002, at - 150 * MILLISECOND, machine.resident('winlogon'), { TSId: terminal, UserSid: account.sid }, 'S-1-5-18');
  if (terminal > CONSOLE) {
    const service = machine.resident('termservice');
    machine.record(localSession23, at - 100 * MILLISECOND, service, { User: qualifiedName(account), SessionID: terminal }, 'S-1-5-18');
    const gone = { User: qualifiedName(account), SessionID: terminal, Address: '' };
    machine.record(localSession24, at - 60 * MILLISECOND, service, gone, 'S-1-5-18');
  }
  close(machine, at, session);
  if (elevated !== null && elevated !== session) close(machine, at + MILLISECOND, elevated);
}

/** 4800. */
export function lockSession(machine: Machine, at: Moment, desk: Desk): void {
  machine.record(event4800, at, machine.resident('lsass'), { ...targetOf(desk.session), SessionId: desk.session.terminal });
}

/** The password is typed again: 4648, type 7 (linked for a split token) and 4672, 4801, and the type 7 is gone again. `address` where the desk is a remote one. */
export function unlockSession(machine: Machine, random: Random, at: Moment, desk: Desk, address = HERE): void {
  const { session, elevated } = desk;
  const { account, terminal } = session;
  const guid = account.realm === null ? NO_GUID : random.guid();
  const again = openDesk(machine, random, at, account, { type: 7, address, terminal, guid, administrator: elevated !== null });
  machine.record(event4801, at + 3 * MILLISECOND, machine.resident('lsass'), { ...targetOf(session), SessionId: terminal });
  close(machine, at + 4 * MILLISECOND, again.session);
  if (again.elevated !== null && again.elevated !== again.session) close(machine, at + 5 * MILLISECOND, again.elevated);
}

/** A remote desktop's window is closed, its programs run on: 4779, the session manager's 40 and 24, and it locks itself. */
export function disconnectDesk(machine: Machine, at: Moment, desk: Desk, from: Origin): void {
  const { session } = desk;
  const service = machine.resident('termservice');
  machine.record(localSession40, at, service, { Session: session.terminal, Reason: 0 }, 'S-1-5-18');
  const values = { User: qualifiedName(session.account), SessionID: session.terminal, Address: from.address };
  machine.record(localSession24, at + 7 * MILLISECOND, service, values, 'S-1-5-18');
  machine.record(event4779, at + 9 * MILLISECOND, machine.resident('lsass'), windowOf(session, from));
  lockSession(machine, at + 900 * MILLISECOND, desk);
}

/** The window is opened again: the type 3 ahead, 4778, the session manager's 25, and the desk is unlocked. */
export function reconnectDesk(machine: Machine, random: Random, at: Moment, desk: Desk, from: Origin, ticket?: string): void {
  const { session, elevated } = desk;
  authenticateAhead(machine, random, at, session.account, from, elevated !== null, ticket);
  machine.record(event4778, at, machine.resident('lsass'), windowOf(session, from));
  const values = { User: qualifiedName(session.account), SessionID: session.terminal, Address: from.address };
  machine.record(localSession25, at + 600 * MILLISECOND, machine.resident('termservice'), values, 'S-1-5-18');
  unlockSession(machine, random, at + 1_500 * MILLISECOND, desk, from.address);
}

interface DeskDetails {
  readonly type: 2 | 7 | 10 | 11;
  readonly address: string;
  readonly terminal: number;
  readonly guid: string;
  readonly administrator: boolean;
}

function openDesk(machine: Machine, random: Random, at: Moment, account: Account, desk: DeskDetails): Desk {
  const { administrator, type, terminal } = desk;
  const process = machine.resident('termservice');
  handOver(machine, at, account, process, desk.address);
  const details: LogonDetails = {
    type,
    logonProcess: 'User32 ',
    package: 'Negotiate',
    workstation: machine.short.toUpperCase(),
    guid: desk.guid,
    domain: account.domain,
    lm: '-',
    keyLength: 0,
    process,
    address: desk.address,
    port: '0',
    elevated: administrator,
    terminal,
  };
  const system = machine.systemSession;
  const opened = { account, logonType: type, openedAt: at, terminal };
  const first = machine.newLogonId(random, at);
  if (!administrator || account.sid.endsWith('-500')) {
    const session: Session = { ...opened, logonId: first, token: null, standard: !administrator };
    record4624(machine, at, session, system, details, 0);
    if (administrator) recordPrivileges(machine, at + MILLISECOND, session, 'desk');
    return { session, elevated: administrator ? session : null };
  }
  const elevated: Session = { ...opened, logonId: first, token: 'full', standard: false };
  const session: Session = { ...opened, logonId: machine.newLogonId(random, at), token: 'limited', standard: false };
  record4624(machine, at, elevated, system, details, session.logonId);
  record4624(machine, at, session, system, { ...details, elevated: false, guid: NO_GUID }, elevated.logonId);
  recordPrivileges(machine, at + MILLISECOND, elevated, 'desk');
  return { session, elevated };
}

/** What network-level authentication leaves before a remote desktop opens. */
function authenticateAhead(
  machine: Machine,
  random: Random,
  at: Moment,
  account: Account,
  from: Origin,
  administrator: boolean,
  ticket: string | undefined,
): void {
  const proof = ticket === undefined ? 'NTLM' : 'Kerberos';
  const outer = networkLogon(machine, random, at - 900 * MILLISECOND, account, { ...from, port: null }, proof, administrator, ticket);
  logoff(machine, outer, at + 400 * MILLISECOND);
}

function close(machine: Machine, at: Moment, session: Session): void {
  machine.record(event4634, at, machine.resident('lsass'), { ...targetOf(session), LogonType: session.logonType });
}

function targetOf(session: Session): { TargetUserSid: string; TargetUserName: string; TargetDomainName: string; TargetLogonId: number } {
  const { sid, name, domain } = session.account;
  return { TargetUserSid: sid, TargetUserName: name, TargetDomainName: domain, TargetLogonId: session.logonId };
}

function windowOf(
  session: Session,
  from: Origin,
): Record<'AccountName' | 'AccountDomain' | 'SessionName' | 'ClientName' | 'ClientAddress', string> & { LogonID: number } {
  return {
    AccountName: session.account.name,
    AccountDomain: session.account.domain,
    LogonID: session.logonId,
    SessionName: `RDP-Tcp#${session.terminal}`,
    ClientName: from.workstation,
    ClientAddress: from.address,
  };
}

function qualifiedName(account: Account): string {
  return `${account.domain}\\${account.name}`;
}
