import { HOUR, SECOND, type Moment } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import { sharedOf } from '../play/shared.ts';
import type { Random } from '../random.ts';
import type { WorldBase } from '../world/index.ts';
import { applicationOf, databaseRoleOf, type DatabaseRole } from './roles.ts';
import { wholeMilliseconds, type Client } from './session.ts';

/** What is needed of a world to know a connection. */
export type ConnectionWorld = Pick<WorldBase, 'estate' | 'store' | 'random'>;

/** One connection to the warehouse as its log shows it; times in the server's own clock, whole milliseconds. */
export interface Connection {
  readonly receivedAt: Moment;
  readonly authorizedAt: Moment;
  readonly client: Client;
  readonly role: DatabaseRole;
}

/** When the line `connection authorized` of a database activity is dated, in the server's own clock: the time of that hop. */
export function authorizedAt(world: ConnectionWorld, activity: Activity): Moment {
  return wholeMilliseconds(serverTime(world, activity, activity.at) + sharedOf(world, activity).latency);
}

/** The connection of a database activity. `random`: draws of its own, for what its client calls itself. */
export function connectionOf(world: ConnectionWorld, activity: Activity, random: Random): Connection {
  const { port } = sharedOf(world, activity);
  const role = databaseRoleOf(world, activity.account);
  const from = activity.detail?.via ?? activity.from;
  return {
    receivedAt: wholeMilliseconds(serverTime(world, activity, activity.at)),
    authorizedAt: authorizedAt(world, activity),
    client: {
      address: world.estate.addressOf(from, activity.at),
      port,
      role: role.name,
      application: activity.detail?.workstation ?? applicationOf(role.kind, random),
    },
    role,
  };
}

/** A true time as the server of an activity shows it. */
export function serverTime({ estate }: Pick<WorldBase, 'estate'>, activity: Activity, at: Moment): Moment {
  return at + (estate.hosts[activity.to]?.skew ?? 0);
}

/** A connection just before an activity's own that ended with a wrong password: a connection of its own, from another port. */
export interface WrongPassword {
  /** True time. */
  readonly at: Moment;
  readonly port: number;
}

const MISTYPED = 0.03;

/** Whether somebody mistyped his password before a database activity; services never do, nor does who brought his words with him. */
export function wrongPasswordBefore(world: ConnectionWorld, activity: Activity): WrongPassword | null {
  const { kind } = databaseRoleOf(world, activity.account);
  if (kind === 'mediation' || kind === 'reporting' || kind === 'monitoring' || activity.detail !== undefined) return null;
  const { port } = sharedOf(world, activity);
  const random = world.random.restart(activity.id, 0xdb);
  if (!random.chance(MISTYPED)) return null;
  const other = port > 49_160 ? port - random.integer(1, 8) : port + random.integer(1, 8);
  return { at: activity.at - Math.round(random.between(4, 30) * SECOND), port: other };
}

/** The server of the warehouse has been up since some hours before the span, its processes from the same minute. */
export function serverStart(world: Pick<WorldBase, 'span'>): Moment {
  return world.span.from - 9 * HOUR;
}
