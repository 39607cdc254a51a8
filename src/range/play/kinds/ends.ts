import { MILLISECOND, type Moment } from '../../moment.ts';
import type { Activity } from '../../plan/index.ts';
import type { Random } from '../../random.ts';
import { accept, connect, logoff, networkLogon, type Account, type Noted, type Process, type Session } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { acceptsIn, type Shared } from '../shared.ts';
import { lifeOf } from '../life/index.ts';

/** The dynamic ports: a client's next connection gets the next one. */
const FIRST_PORT = 49_152;
const PORTS = 16_384;

/** The source port of the nth connection after the one that an activity shares. */
export function portAfter(port: number, n: number): number {
  return FIRST_PORT + ((port - FIRST_PORT + n) % PORTS);
}

/** A port that a host's services got when it started: the same for all who ask for it. */
export function dynamicPort(host: number): number {
  return 49_664 + ((host * 7) % 23);
}

/** The client's end of a connection: 5156 and Sysmon 3, under the source port that both ends know. `at` is a true time. */
export function reach(
  player: HostPlayer,
  activity: Activity,
  random: Random,
  process: Process,
  port: number,
  sourcePort: number,
  at: Moment = activity.at,
  noted: Noted = 'both',
): void {
  const { machine } = player;
  connect(machine, random, player.clock(at), process, {
    address: player.addressOf(activity.to, activity.at),
    port,
    name: player.printedName(activity.to),
    sourcePort,
    noted,
  });
}

/** Somebody at the door of a host. Times by the host's own clock. */
export interface Arrival {
  readonly random: Random;
  readonly shared: Shared;
  readonly account: Account;
  readonly elevated: boolean;
  /** When the connection is made, when it is let in, when it ends. */
  readonly at: Moment;
  readonly logonAt: Moment;
  readonly end: Moment;
  readonly origin: { readonly address: string; readonly port: number; readonly workstation: string };
}

/** Who comes, and from where, as the destination sees it; writes nothing. A forwarder between lends its address. */
export function arrivalOf(player: HostPlayer, activity: Activity): Arrival {
  const { detail } = activity;
  const shared = player.sharedOf(activity);
  const seen = detail?.via ?? activity.from;
  const at = player.clock(activity.at);
  return {
    random: player.drawsOf(activity, 'destination'),
    shared,
    account: player.account(activity.account),
    elevated: player.world.estate.administers(activity.account, activity.to),
    at,
    logonAt: at + shared.latency,
    end: player.clock(lifeOf(player).endOf(activity.at + shared.latency, activity.seconds)),
    origin: {
      address: player.addressOf(seen, activity.at),
      port: shared.port,
      workstation: detail?.workstation ?? player.hostAt(activity.from).short.toUpperCase(),
    },
  };
}

/** The server's end of a connection. What a host notes of connections it accepts is a matter of its configuration. */
export function admit(
  player: HostPlayer,
  activity: Activity,
  arrival: Arrival,
  listener: Process,
  port: number,
  sourcePort = arrival.origin.port,
  at = arrival.at,
): void {
  const name = player.printedName(activity.detail?.via ?? activity.from);
  const from = { address: arrival.origin.address, port: sourcePort, name };
  accept(player.machine, arrival.random, at, listener, from, port, acceptsIn(player.host));
}

/** A network logon behind an arrival: type 3 until its end. */
export function enter(player: HostPlayer, activity: Activity, arrival: Arrival): Session {
  const { random, account, origin, shared, elevated, logonAt } = arrival;
  const session = networkLogon(player.machine, random, logonAt, account, origin, shared.package, elevated, shared.ticket);
  player.keepSession(activity.detail?.session, session);
  logoff(player.machine, session, Math.max(arrival.end, logonAt + 40 * MILLISECOND));
  return session;
}
