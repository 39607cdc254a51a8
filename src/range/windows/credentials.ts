import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import { event4627 } from './events/desk.ts';
import { event4648 } from './events/security.ts';
import { NO_GUID, NOBODY, record4624, recordLogon, recordPrivileges, subjectOf } from './logon-record.ts';
import type { Machine, Process, Session } from './machine.ts';

/**
 * Type 9: a process is started with other credentials for the network (`runas /netonly`, and what passes a hash on): 4648 and 4624 by
 * the secondary logon service. The new session is the same user's here; `outbound` is whom it is elsewhere.
 */
export function newCredentials(machine: Machine, random: Random, at: Moment, asker: Process, outbound: Account): Session {
  const { session: old } = asker;
  const service = machine.resident('svchost');
  machine.record(event4648, at - MILLISECOND, machine.resident('lsass'), {
    ...subjectOf(machine, old),
    LogonGuid: NO_GUID,
    TargetUserName: outbound.name,
    TargetDomainName: outbound.domain,
    TargetLogonGuid: NO_GUID,
    TargetServerName: 'localhost',
    TargetInfo: 'localhost',
    ProcessId: service.pid,
    ProcessName: service.image,
    IpAddress: '::1',
    IpPort: '0',
  });
  const elevated = !old.standard && old.token !== 'limited';
  const { account, terminal, token, standard } = old;
  const session: Session = { account, logonId: machine.newLogonId(random, at), logonType: 9, openedAt: at, terminal, token, standard };
  const details = {
    type: 9,
    logonProcess: 'seclogo',
    package: 'Negotiate',
    workstation: '-',
    guid: NO_GUID,
    domain: account.domain,
    lm: '-',
    keyLength: 0,
    process: service,
    address: '::1',
    port: '0',
    elevated,
    outbound: { name: outbound.name, domain: outbound.realm?.toLowerCase() ?? outbound.domain },
  };
  record4624(machine, at, session, old, details, 0);
  if (elevated) recordPrivileges(machine, at + MILLISECOND, session);
  return session;
}

/** Type 8: a web server's worker process checks a password that came in clear (basic authentication). */
export function cleartextLogon(
  machine: Machine,
  random: Random,
  at: Moment,
  worker: Process,
  account: Account,
  from: { readonly address: string; readonly port: number },
  administrator: boolean,
): Session {
  return recordLogon(machine, random, at, account, worker.session, {
    type: 8,
    logonProcess: 'Advapi  ',
    package: 'Negotiate',
    workstation: machine.short.toUpperCase(),
    guid: account.realm === null ? NO_GUID : random.guid(),
    domain: account.domain,
    lm: '-',
    keyLength: 0,
    process: worker,
    address: from.address,
    port: String(from.port),
    elevated: administrator,
  });
}

/** 4627: the groups a logon brought along, by SID, where that is audited. */
export function groupMembership(machine: Machine, at: Moment, session: Session, domain: string, groups: readonly string[]): void {
  machine.record(event4627, at, machine.resident('lsass'), {
    ...NOBODY,
    TargetUserSid: session.account.sid,
    TargetUserName: session.account.name,
    TargetDomainName: domain,
    TargetLogonId: session.logonId,
    LogonType: session.logonType,
    EventIdx: 1,
    EventCountTotal: 1,
    GroupMembership: groups.map((group) => `\r\n\t\t%{${group}}`).join(''),
  });
}
