import { writeEvtx, type EventRecord, type EvtxSummary } from '../evtx/index.ts';
import type { Random } from '../random.ts';
import { HOUR, tickOf, type Moment } from '../moment.ts';
import { domainAccount, localSystem, networkService, type Account, type Domain } from './account.ts';
import type { EventKind, EventValues } from './event-kind.ts';

/** A logon session on a machine. */
export interface Session {
  readonly account: Account;
  readonly logonId: number;
  readonly logonType: number;
  readonly openedAt: Moment;
  /** Terminal services session: 0 for services, 1 for the console, more for remote ones. */
  readonly terminal: number;
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
  readonly bootedAt: Moment;
  readonly systemSession: Session;
  readonly #random: Random;
  readonly #collectedAt: Moment;
  readonly #guidPrefix: string;
  readonly #residents = new Map<Resident, Process>();
  readonly #channels = new Map<string, EventRecord[]>();
  readonly #pids = new Set<number>();
  readonly #logonIds = new Set<number>();
  readonly #ports = new Map<number, Moment[]>();

  constructor(random: Random, domain: Domain, made: MachineMade) {
    const { short, address, rid, bootedAt } = made;
    this.#random = random;
    this.#collectedAt = made.collectedAt;
    this.domain = domain;
    this.short = short;
    this.fqdn = `${short}.${domain.dns}`;
    this.address = address;
    this.account = domainAccount(domain, `${short.toUpperCase()}$`, rid);
    this.bootedAt = bootedAt;
    this.#guidPrefix = random.hex(8);
    this.systemSession = { account: localSystem, logonId: 0x3e7, logonType: 5, openedAt: bootedAt, terminal: 0 };
    const networkServiceSession: Session = { account: networkService, logonId: 0x3e4, logonType: 5, openedAt: bootedAt, terminal: 0 };
    for (const [name, image] of Object.entries(residentImages) as [Resident, string][]) {
      const pid = name === 'system' ? 4 : this.newPid(random);
      const session = name === 'dnscache' || name === 'termservice' ? networkServiceSession : this.systemSession;
      this.#residents.set(name, this.newProcess(image, image, pid, bootedAt, session));
    }
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
      values: kind.names.map((name) => values[name]),
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

  /** A process id that no other process of this machine has in the whole span, so that a record's bare pid names one process. */
  newPid(random: Random): number {
    return unused(this.#pids, () => 4 * random.integer(150, 16_000));
  }

  /** A session id: it grows with the time since boot, as the kernel's counter does. */
  newLogonId(random: Random, at: Moment): number {
    const grown = 0x4_0000 + Math.floor((at - this.bootedAt) / 70_000);
    return unused(this.#logonIds, () => grown + random.integer(0, 900));
  }

  /** A source port of the dynamic range that this machine has not used within half a day; later it may come again, as ports do. */
  newPort(random: Random, at: Moment): number {
    for (;;) {
      const port = random.integer(49_152, 65_535);
      const uses = this.#ports.get(port) ?? [];
      if (uses.some((used) => Math.abs(used - at) < 12 * HOUR)) continue;
      this.#ports.set(port, [...uses, at]);
      return port;
    }
  }

  /** Takes away the records dated before a moment, by channel, in order of time; records of one moment in the order they were made. */
  drain(before: Moment): ReadonlyMap<string, readonly EventRecord[]> {
    const drained = new Map<string, EventRecord[]>();
    for (const name of [...this.#channels.keys()].sort()) {
      const records = this.#channels.get(name) ?? [];
      const taken = records.filter((record) => record.time < before);
      if (taken.length === 0) continue;
      this.#channels.set(
        name,
        records.filter((record) => record.time >= before),
      );
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

function unused(taken: Set<number>, draw: () => number): number {
  let number = draw();
  while (taken.has(number)) number = draw();
  taken.add(number);
  return number;
}
