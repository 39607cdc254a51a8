import type { Estate, Person, ServiceAccount } from '../../estate/index.ts';
import { SECOND, type Moment } from '../../moment.ts';
import { activityKinds } from '../../plan/index.ts';
import type { Desk, Process, Session } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';

/** Somebody signed on at a host: his desktop. Times by the host's own clock. */
export interface Seat {
  /** Index of the account. */
  readonly account: number;
  readonly desk: Desk;
  /** Its explorer.exe. */
  readonly shell: Process;
  readonly from: Moment;
  readonly until: Moment;
  /** What he reads mail with, and pages; once started, they stay until he leaves. */
  readonly programs: Map<string, Process>;
}

/** A program that runs under an account of its own: a service, a task. */
export interface Running {
  readonly process: Process;
  readonly session: Session;
  readonly from: Moment;
  readonly until: Moment;
}

/** A time in which a host is down, true times. */
export interface Downtime {
  readonly from: Moment;
  readonly to: Moment;
}

const REBOOT = activityKinds.indexOf('reboot');
/** How long a host takes to throw everybody out. */
const GRACE = 9 * SECOND;

/** What goes on at one host beyond what acts name: who sits there, what runs, when it is down. */
export class HostLife {
  readonly downtimes: readonly Downtime[];
  /** Who works at this host as his desk; indices of people. */
  readonly owners: readonly Person[];
  /** WMI's host process, while it is there. */
  provider: { readonly process: Process; readonly from: Moment; readonly until: Moment } | null = null;
  /** Services that were rolled out to this host. */
  readonly installed = new Set<string>();
  readonly #services: ReadonlyMap<number, ServiceAccount>;
  readonly #seats: Seat[] = [];
  readonly #running = new Map<number, Running>();

  constructor(player: HostPlayer) {
    const { world, host } = player;
    this.downtimes = downtimesOf(player);
    this.#services = servicesOf(world.estate);
    this.owners = world.estate.people.filter((person) => person.desk === host.index);
  }

  /** The service account that goes by an index; null for people's and machines'. */
  service(account: number): ServiceAccount | null {
    return this.#services.get(account) ?? null;
  }

  /** Whether the host is down at a true time. */
  isDown(at: Moment): boolean {
    for (const { from, to } of this.downtimes) {
      if (from > at) return false;
      if (at < to) return true;
    }
    return false;
  }

  /** True time at which something ends that began at `at`: after its length, or when the host goes down before. */
  endOf(at: Moment, seconds: number): Moment {
    const end = at + Math.round(seconds * SECOND);
    for (const { from } of this.downtimes) if (from > at && from < end) return from + (at % GRACE);
    return end;
  }

  /** The seat somebody has at a time (host's clock); null when he is not there. */
  seatOf(account: number, at: Moment): Seat | null {
    return this.#seats.findLast((seat) => seat.account === account && seat.from <= at && at < seat.until) ?? null;
  }

  /** Whoever sits there at a time, the console's first. */
  anySeat(at: Moment): Seat | null {
    return this.#seats.find((seat) => seat.from <= at && at < seat.until) ?? null;
  }

  sitDown(seat: Seat, now: Moment): void {
    for (let i = this.#seats.length - 1; i >= 0; i--) if ((this.#seats[i]?.until ?? 0) < now) this.#seats.splice(i, 1);
    this.#seats.push(seat);
  }

  /** What runs under an account at a time (host's clock). */
  runningOf(account: number, at: Moment): Running | null {
    const running = this.#running.get(account);
    return running !== undefined && running.from <= at && at < running.until ? running : null;
  }

  keepRunning(account: number, running: Running): void {
    this.#running.set(account, running);
  }
}

const lives = new WeakMap<HostPlayer, HostLife>();

/** The life of the host that is played. */
export function lifeOf(player: HostPlayer): HostLife {
  const known = lives.get(player);
  if (known !== undefined) return known;
  const life = new HostLife(player);
  lives.set(player, life);
  return life;
}

const services = new WeakMap<Estate, ReadonlyMap<number, ServiceAccount>>();

function servicesOf(estate: Estate): ReadonlyMap<number, ServiceAccount> {
  const known = services.get(estate);
  if (known !== undefined) return known;
  const made = new Map(estate.services.map((service) => [estate.accountIndex(service.account), service]));
  services.set(estate, made);
  return made;
}

function downtimesOf({ world, host }: HostPlayer): readonly Downtime[] {
  const { kind, at, seconds, to } = world.plan.memory;
  const found: Downtime[] = [];
  for (const row of world.plan.rowsOf(host.index)) {
    if (kind[row] !== REBOOT || to[row] !== host.index) continue;
    const from = at[row] ?? 0;
    found.push({ from, to: from + Math.round((seconds[row] ?? 0) * SECOND) });
  }
  return found;
}
