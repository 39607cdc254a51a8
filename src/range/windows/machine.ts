import { writeEvtx, type EventRecord, type EventValue, type EvtxSummary } from '../evtx/index.ts';
import type { Random } from '../random.ts';
import { tickOf, type Moment } from '../moment.ts';
import { domainAccount, localSystem, networkService, type Account, type Domain } from './account.ts';
import type { EventKind, EventValues } from './event-kind.ts';
import { LogonIds, ProcessIds, SourcePorts } from './machine-numbers.ts';

/** A logon session on a machine. */
export interface Session {
  readonly account: Account;
  readonly logonId: number;
  readonly logonType: number;
  readonly openedAt: Moment;
  /** Terminal services session: 0 for services, 1 for the console, more for remote ones. */
  readonly terminal: number;
  /** Which half of an administrator's split token it is (UAC); null where nothing was split. */
  readonly token: 'full' | 'limited' | null;
  /** Whether its programs run with medium integrity though nothing was split: somebody who is no administrator. */
  readonly standard: boolean;
}

/** A process on a machine. */
export interface Process {
  readonly image: string;
  readonly commandLine: string;
  readonly pid: number;
  readonly guid: string;
  readonly session: Session;
}

/** Processes that run from boot on and that records refer to. */
export type Resident = 'system' | 'services' | 'lsass' | 'svchost' | 'dnscache' | 'termservice' | 'schedule' | 'sysmon' | 'winlogon';

const SYSTEM_PID = 4;
const SYSTEM32 = 'C:\\Windows\\System32\\';
const residentImages: Readonly<Record<Resident, string>> = {
  system: 'System',
  services: `${SYSTEM32}services.exe`,
  lsass: `${SYSTEM32}lsass.exe`,
  svchost: `${SYSTEM32}svchost.exe`,
  dnscache: `${SYSTEM32}svchost.exe`,
  termservice: `${SYSTEM32}svchost.exe`,
  schedule: `${SYSTEM32}svchost.exe`,
  sysmon: 'C:\\Windows\\Sysmon64.exe',
  winlogon: `${SYSTEM32}winlogon.exe`,
};

/** What makes one machine of a domain. */
export interface MachineMade {
  readonly short: string;
  readonly address: string;
  /** Relative id of its account. */
  readonly rid: number;
  readonly bootedAt: Moment;
  /** When its logs are collected: what happens later is in none of them. */
  readonly collectedAt: Moment;
  /** Which logs note that programs start and end; both when absent. */
  readonly programs?: ProgramsNoted;
}

/** What a machine is set to note of programs: the audit's 4688 and 4689, Sysmon's 1 and 5, or both. */
export interface ProgramsNoted {
  readonly starts: 'both' | 'platform' | 'sysmon';
  readonly ends: 'both' | 'platform' | 'sysmon' | 'none';
}

/** A Windows machine that keeps its logs: what happens on it is recorded here and written out at the end. */
export class Machine {
  readonly short: string;
  readonly fqdn: string;
  /** Where it is reached now; a host whose address is lent to it moves. */
  address: string;
  readonly domain: Domain;
  /** The machine's own account in the domain. */
  readonly account: Account;
  readonly programs: ProgramsNoted;
  /** When Windows last started, and what LocalSystem has been running under since. */
  bootedAt: Moment;
  systemSession: Session;
  readonly #random: Random;
  readonly #collectedAt: Moment;
  readonly #guidPrefix: string;
  readonly #residents = new Map<Resident, Process>();
  readonly #channels = new Map<string, EventRecord[]>();
  readonly #pids = new ProcessIds();
  readonly #logonIds = new LogonIds();
  readonly #ports = new SourcePorts();

  constructor(random: Random, domain: Domain, made: MachineMade) {
    const { short, address, rid, bootedAt } = made;
    this.#random = random;
    this.#collectedAt = made.collectedAt;
    this.programs = made.programs ?? { starts: 'both', ends: 'both' };
    this.domain = domain;
    this.short = short;
    this.fqdn = `${short}.${domain.dns}`;
    this.address = address;
    this.account = domainAccount(domain, `${short.toUpperCase()}$`, rid);
    this.bootedAt = bootedAt;
    this.#guidPrefix = random.hex(8);
    this.systemSession = this.#startResidents(random, bootedAt);
  }

  /** Windows starts again: the residents are other processes from now on, and logon ids begin anew. */
  restart(random: Random, at: Moment): void {
    for (const { pid } of this.#residents.values()) if (pid !== SYSTEM_PID) this.#pids.giveBack(pid);
    this.bootedAt = at;
    this.systemSession = this.#startResidents(random, at);
  }

  #startResidents(random: Random, bootedAt: Moment): Session {
    const systemSession: Session = {
      account: localSystem,
      logonId: 0x3e7,
      logonType: 5,
      openedAt: bootedAt,
      terminal: 0,
      token: null,
      standard: false,
    };
    const networkServiceSession: Session = {
      account: networkService,
      logonId: 0x3e4,
      logonType: 5,
      openedAt: bootedAt,
      terminal: 0,
      token: null,
      standard: false,
    };
    for (const [name, image] of Object.entries(residentImages) as [Resident, string][]) {
      const pid = name === 'system' ? SYSTEM_PID : this.#pids.take(random, true);
      const session = name === 'dnscache' || name === 'termservice' ? networkServiceSession : systemSession;
      this.#residents.set(name, this.newProcess(image, image, pid, bootedAt, session));
    }
    return systemSession;
  }

  resident(name: Resident): Process {
    const process = this.#residents.get(name);
    if (process === undefined) throw new RangeError(`no resident process ${name}`);
    return process;
  }

  /** Records an event. Who writes it is the process whose component it is: the security log's is lsass, or the kernel. */
  record<Name extends string>(
    kind: EventKind<Name>,
    at: Moment,
    writer: Process,
    values: EventValues<Name>,
    userId: string | null = null,
    activityId: string | null = null,
  ): void {
    if (at >= this.#collectedAt) return;
    const record: EventRecord = {
      definition: kind.definition,
      time: at,
      tick: tickOf(at),
      computer: this.fqdn,
      processId: writer.pid,
      threadId: 4 * (16 + (at % 2003)),
      userId,
      activityId,
      values: inOrder(kind.names, values),
    };
    const channel = this.#channels.get(kind.definition.channel);
    if (channel === undefined) this.#channels.set(kind.definition.channel, [record]);
    else channel.push(record);
  }

  /** A process as records name it; writes nothing. */
  newProcess(image: string, commandLine: string, pid: number, startedAt: Moment, session: Session): Process {
    return { image, commandLine, pid, session, guid: this.guid(startedAt, pid) };
  }

  /** Sysmon's GUIDs hold the machine, the time and a number; equal for equal inputs. */
  guid(at: Moment, number: number): string {
    const seconds = Math.floor(at / 1e6)
      .toString(16)
      .padStart(8, '0');
    const low = number.toString(16).padStart(8, '0');
    return `{${this.#guidPrefix}-${seconds.slice(4)}-${seconds.slice(0, 4)}-${low.slice(6)}${low.slice(4, 6)}-${low.slice(2, 4)}${low.slice(0, 2)}00000000}`;
  }

  /** A process id for a new process; `processEnded` says when it is free again. */
  newPid(random: Random): number {
    return this.#pids.take(random, false);
  }

  /** A process has ended: its id may be given out again, much later. */
  processEnded(process: Process): void {
    this.#pids.end(process.pid);
  }

  /** A session id: it grows with the time since boot, as the kernel's counter does. */
  newLogonId(random: Random, at: Moment): number {
    return this.#logonIds.take(random, at - this.bootedAt);
  }

  /** A source port of the dynamic range that this machine has not used within half a day. */
  newPort(random: Random, at: Moment): number {
    return this.#ports.take(random, at);
  }

  /** Takes away the records dated before a moment, by channel, in order of time; records of one moment in the order they were made. */
  drain(before: Moment): ReadonlyMap<string, readonly EventRecord[]> {
    const drained = new Map<string, EventRecord[]>();
    for (const [name, records] of [...this.#channels].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const taken: EventRecord[] = [];
      const kept: EventRecord[] = [];
      for (const record of records) (record.time < before ? taken : kept).push(record);
      if (taken.length === 0) continue;
      this.#channels.set(name, kept);
      drained.set(
        name,
        taken.sort((a, b) => a.time - b.time),
      );
    }
    return drained;
  }

  /** Records so far, by channel, in order of time; records of one moment in the order they were made. */
  channels(): ReadonlyMap<string, readonly EventRecord[]> {
    const names = [...this.#channels.keys()].sort();
    return new Map(names.map((name) => [name, [...(this.#channels.get(name) ?? [])].sort((a, b) => a.time - b.time)]));
  }

  /** Writes each channel to `folder`, under the name Windows gives the file; record numbers go on from an older life of the log. */
  write(folder: string): (EvtxSummary & { readonly file: string })[] {
    const numbers = this.#random.stream('record numbers');
    return [...this.channels()].map(([channel, records]) => {
      const file = `${channel.replaceAll('/', '%4')}.evtx`;
      return { file, ...writeEvtx(`${folder}/${file}`, records, { firstRecordId: numbers.integer(2_000, 900_000) }) };
    });
  }
}

/** The values of an event in the order of its fields. */
function inOrder<Name extends string>(names: readonly Name[], values: EventValues<Name>): EventValue[] {
  const list: EventValue[] = [];
  for (const name of names) list.push(values[name]);
  return list;
}
