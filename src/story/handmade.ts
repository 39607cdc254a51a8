import { DAY, HOUR, idOf, MINUTE, SECOND } from '../lib/index.ts';
import type { AccountAlias, AddressInterval, ClockSkew, DomainAlias, Finding, HostAlias, Pointer } from '../case/index.ts';
import { firstLabel, type Socket } from '../names/index.ts';
import type { ShellConnection } from './shell-index.ts';
import type {
  ExplicitCredentials,
  HostStart,
  LocalLogon,
  LogonHistory,
  PasswordChange,
  ProcessFact,
  RemoteLogon,
  SessionShares,
  StoreSession,
  StoryFacts,
} from './story-facts.ts';

/** 2024-03-01T00:00:00Z, where the handmade stories begin. */
export const START = Date.UTC(2024, 2, 1) * 1000;
export { DAY, HOUR, MINUTE, SECOND };

/** Builds the facts of a small network row by row, for tests. Times in microseconds since 1970. */
export class HandmadeFacts implements StoryFacts {
  readonly findings: Finding[] = [];
  readonly logons: RemoteLogon[] = [];
  readonly history: LogonHistory[] = [];
  readonly localLogons: LocalLogon[] = [];
  readonly explicit: ExplicitCredentials[] = [];
  readonly processes: ProcessFact[] = [];
  readonly novelPrograms: { key: string }[] = [];
  readonly sockets: Socket[] = [];
  readonly shells: ShellConnection[] = [];
  readonly shares: SessionShares[] = [];
  readonly starts: HostStart[] = [];
  readonly passwordChanges: PasswordChange[] = [];
  readonly controllers: { host: string }[] = [];
  readonly sessions: StoreSession[] = [];
  readonly coverage: { host: string; source: string; month: string; first: number; last: number; records: number }[] = [];
  readonly clocks: ClockSkew[] = [];
  readonly hostAliases: HostAlias[] = [];
  readonly domainAliases: DomainAlias[] = [];
  readonly accountAliases: AccountAlias[] = [];
  readonly intervals: AddressInterval[] = [];
  #records = 0;

  ref(): string {
    this.#records += 1;
    return `0123456789abcdef:${String(this.#records).padStart(6, '0')}`;
  }

  /** A host that keeps logs and was seen with an address over two years. */
  host(host: string, address: string, sources: readonly string[] = ['Security', 'Microsoft-Windows-Sysmon/Operational']): void {
    const [first, last] = [START - 365 * DAY, START + 365 * DAY];
    const known = { host, confidence: 0.95, ref: null };
    this.intervals.push({ ...known, address, from: first, to: last, evidence: 'own_record' });
    this.hostAliases.push({ ...known, alias: firstLabel(host), evidence: 'own_record', first, last });
    for (const source of sources) this.coverage.push({ host, source, month: '2024-03', first, last, records: 1000 });
  }

  process(host: string, time: number, image: string, more: Partial<ProcessFact> = {}): ProcessFact {
    const ref = this.ref();
    const fact: ProcessFact = {
      time,
      time_100ns: 0,
      host,
      activity: 'start',
      image,
      process_id: 1000 + this.#records,
      process_guid: `{guid-${this.#records}-a}`,
      parent_image: null,
      parent_command_line: null,
      parent_process_id: null,
      parent_process_guid: null,
      account: `${host}\\system`,
      logon_id: '0x3e7',
      target_image: null,
      granted_access: null,
      hashes: null,
      ref,
      ...more,
    };
    this.processes.push(fact);
    return fact;
  }

  child(parent: ProcessFact, time: number, image: string, more: Partial<ProcessFact> = {}): ProcessFact {
    return this.process(parent.host, time, image, {
      parent_image: parent.image,
      parent_process_id: parent.process_id,
      parent_process_guid: parent.process_guid,
      account: parent.account,
      logon_id: parent.logon_id,
      ...more,
    });
  }

  service(host: string, time: number, name: string): ProcessFact {
    return this.process(host, time, name, { activity: 'service_installed', process_id: null, process_guid: null, logon_id: null });
  }

  /** A terminal over a process fact (or over nothing but its own record). */
  terminal(host: string, time: number, rule: string, tactic: string, technique: string, fact: ProcessFact | null = null): Finding {
    const ref = fact?.ref ?? this.ref();
    const finding: Finding = {
      id: idOf(rule, ref),
      time,
      time_100ns: 0,
      time_digits: 6,
      host,
      rule,
      title: rule,
      level: 'high',
      author: 'Hardcell',
      terminal: true,
      attack: [technique],
      tactics: [tactic],
      fields: '{}',
      last: time,
      ref,
      pointers: [pointer(ref, host)],
      account: null,
    };
    this.findings.push(finding);
    return finding;
  }

  /** A process opens LSASS: the theft of everything that is logged on there. */
  dump(by: ProcessFact, time: number): Finding {
    const access = this.process(by.host, time, by.image ?? '', { ...by, time, activity: 'access', ref: this.ref() });
    return this.terminal(by.host, time, 'lsass opened', 'credential-access', 'T1003.001', access);
  }

  localLogon(host: string, time: number, account: string, logonType = 2, more: Partial<LocalLogon> = {}): void {
    const ref = this.ref();
    this.localLogons.push({
      time,
      host,
      activity: 'logon',
      logon_type: logonType,
      account,
      outbound_account: null,
      logon_id: `0x${ref.slice(-6)}`,
      ref,
      ...more,
    });
  }

  remoteLogon(host: string, time: number, account: string, from: Partial<RemoteLogon>): RemoteLogon {
    const ref = this.ref();
    const logon: RemoteLogon = {
      time,
      time_100ns: 0,
      time_digits: 7,
      host,
      logon_type: 3,
      account,
      logon_id: `0x${this.#records.toString(16)}00`,
      workstation: null,
      source_address: null,
      source_port: null,
      ref,
      pointers: [pointer(ref, host)],
      ...from,
    };
    this.logons.push(logon);
    return logon;
  }

  socket(
    host: string,
    time: number,
    address: string,
    port: number,
    by: ProcessFact | null = null,
    destination: string | null = null,
  ): Socket {
    const ref = this.ref();
    const socket: Socket = {
      time,
      time_100ns: 0,
      host,
      source_address: address,
      source_port: port,
      destination_address: destination,
      image: by?.image ?? 'System',
      process_id: by?.process_id ?? 4,
      process_guid: by?.process_guid ?? null,
      ref,
      pointers: [pointer(ref, host)],
    };
    this.sockets.push(socket);
    return socket;
  }

  /** A connection to the remote shell of a host, as its source recorded it. */
  shell(host: string, time: number, address: string, destination: string, more: Partial<ShellConnection> = {}): ShellConnection {
    const ref = this.ref();
    const connection: ShellConnection = {
      time,
      time_100ns: 0,
      host,
      direction: 'outbound',
      source_address: address,
      source_port: 50_000 + this.#records,
      destination_address: destination,
      image: null,
      process_id: null,
      process_guid: null,
      ref,
      pointers: [pointer(ref, host)],
      ...more,
    };
    this.shells.push(connection);
    return connection;
  }

  storeSession(host: string, time: number, role: string, address: string, port: number, last = time + MINUTE): StoreSession {
    const ref = this.ref();
    const session: StoreSession = {
      time,
      time_100ns: 0,
      time_digits: 3,
      host,
      store: 'cdr',
      account: role,
      session: ref,
      client_address: address,
      client_port: port,
      ref,
      pointers: [pointer(ref, host)],
      last,
      statements: 1,
    };
    this.sessions.push(session);
    return session;
  }
}

function pointer(ref: string, host: string): Pointer {
  return { ref, evidence: ref.slice(0, 16).repeat(4), offset: 0, record_id: ref.slice(17), host, channel: null };
}
