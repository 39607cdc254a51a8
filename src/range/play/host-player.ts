import { DAY, type Moment } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import type { Host } from '../estate/index.ts';
import { Random } from '../random.ts';
import { Machine, type Account, type Process, type Session } from '../windows/index.ts';
import type { World } from '../world/index.ts';
import { programsNotedBy, sharedOf, type Shared } from './shared.ts';

/** Which part a host has in an activity. */
export type Role = 'source' | 'destination' | 'controller';

/** One Windows host being played: its machine, and the names under which acts know its sessions and processes. */
export class HostPlayer {
  readonly world: World;
  readonly host: Host;
  readonly machine: Machine;
  /** Draws for what the host does by itself; restarted each day. */
  readonly own: Random;
  readonly #draws: Random;
  readonly #sessions = new Map<string, Session>();
  readonly #processes = new Map<string, Process>();

  constructor(world: World, host: Host) {
    this.world = world;
    this.host = host;
    const random = new Random(`${world.knobs.seed}/host/${host.fqdn}`);
    this.machine = new Machine(random.stream('machine'), host.domain, {
      short: host.short,
      address: world.estate.addressOf(host.index, world.span.from),
      rid: host.rid,
      bootedAt: host.bootedAt + host.skew,
      collectedAt: world.span.until + host.skew,
      programs: programsNotedBy(host),
    });
    this.own = random.stream('own');
    this.#draws = random.stream('draws');
  }

  /** What the host's own clock shows at a true time: every record of its logs is dated by that. */
  clock(at: Moment): Moment {
    return at + this.host.skew;
  }

  /** Begins a day, counted from the span's first: the host's own draws start anew and its address is the day's. */
  beginDay(day: number): void {
    const { world, host, machine, own } = this;
    machine.address = world.estate.addressOf(host.index, world.span.from + day * DAY);
    own.restart(day);
  }

  /** What this host alone draws of an activity; valid until the next call. */
  drawsOf(activity: Activity, role: Role): Random {
    return this.#draws.restart(activity.id, role === 'source' ? 1 : role === 'destination' ? 2 : 3);
  }

  /** What this host alone draws at a true time, apart from activities; `purpose` (4 and more) keeps draws of one moment apart. Valid until the next draw. */
  drawsAt(at: Moment, purpose: number): Random {
    return this.#draws.restart(at, purpose);
  }

  sharedOf(activity: Activity): Shared {
    return sharedOf(this.world, activity);
  }

  account(index: number): Account {
    const account = this.world.estate.accounts[index];
    if (account === undefined) throw new RangeError(`no account ${index}`);
    return account;
  }

  hostAt(index: number): Host {
    const host = this.world.estate.hosts[index];
    if (host === undefined) throw new RangeError(`no host ${index}`);
    return host;
  }

  /** Address of another host at a true time. */
  addressOf(index: number, at: Moment): string {
    return this.world.estate.addressOf(index, at);
  }

  /** What others call a host in names they print: nothing where only DHCP knows it. */
  printedName(index: number): string | null {
    const host = this.hostAt(index);
    return this.world.knobs.dhcpNamesOnly && host.dynamic ? null : host.fqdn;
  }

  keepSession(key: string | undefined, session: Session): void {
    if (key !== undefined) this.#sessions.set(key, session);
  }

  keepProcess(key: string | undefined, process: Process): void {
    if (key !== undefined) this.#processes.set(key, process);
  }

  /** Throws RangeError where no act has made it: acts come in order of time. */
  session(key: string): Session {
    const session = this.#sessions.get(key);
    if (session === undefined) throw new RangeError(`${this.host.fqdn}: no session ${key}`);
    return session;
  }

  process(key: string): Process {
    const process = this.#processes.get(key);
    if (process === undefined) throw new RangeError(`${this.host.fqdn}: no process ${key}`);
    return process;
  }
}
