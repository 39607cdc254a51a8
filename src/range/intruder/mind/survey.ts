import type { Moment } from '../../moment.ts';
import { activityKinds } from '../../plan/index.ts';
import type { WorldBase } from '../../world/index.ts';

/** What one look through the whole plan finds. */
export interface Survey {
  readonly clients: ReadonlyMap<number, ReadonlySet<number>>;
  /** `dmz>servers` */
  readonly pairs: ReadonlySet<string>;
  /** By `edgeKey`. */
  readonly firstWalked: ReadonlyMap<number, Moment>;
}

/** Hosts that connect to the warehouse, zones that talk to each other, and when each account first went each way. */
export function surveyed({ plan, estate }: WorldBase): Survey {
  const { count, kind, from, to, account, at } = plan.memory;
  const hosts = estate.hosts.length;
  const zones = [...new Set(estate.hosts.map((host) => host.zone))];
  const zoneOf = estate.hosts.map((host) => zones.indexOf(host.zone));
  const database = activityKinds.indexOf('database');
  const clients = new Map<number, Set<number>>();
  const counts = new Uint32Array(zones.length * zones.length);
  const firstWalked = new Map<number, Moment>();
  for (let row = 0; row < count; row++) {
    const source = from[row] ?? 0;
    const destination = to[row] ?? 0;
    if (source === destination) continue;
    if (kind[row] === database) {
      const accounts = clients.get(source);
      if (accounts === undefined) clients.set(source, new Set([account[row] ?? 0]));
      else accounts.add(account[row] ?? 0);
    }
    const pair = (zoneOf[source] ?? 0) * zones.length + (zoneOf[destination] ?? 0);
    counts[pair] = (counts[pair] ?? 0) + 1;
    const edge = edgeKey(hosts, account[row] ?? 0, source, destination);
    if (!firstWalked.has(edge)) firstWalked.set(edge, at[row] ?? 0);
  }
  const pairs = new Set<string>();
  for (const [i, a] of zones.entries())
    for (const [k, b] of zones.entries()) if (a === b || (counts[i * zones.length + k] ?? 0) > 0) pairs.add(`${a}>${b}`);
  return { clients, pairs, firstWalked };
}

/** Rows of the plan by account, in order of time. */
export function rowsByAccount({ plan }: WorldBase): ReadonlyMap<number, readonly number[]> {
  const { count, account } = plan.memory;
  const rows = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const list = rows.get(account[row] ?? 0);
    if (list === undefined) rows.set(account[row] ?? 0, [row]);
    else list.push(row);
  }
  return rows;
}

/** Place of the last of some rows that begins at a moment or before; -1 where none does. */
export function lastBefore(rows: Uint32Array, at: Float64Array, moment: Moment): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[rows[middle] ?? 0] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Names a way from host to host under an account, in an estate of so many hosts. */
export function edgeKey(hosts: number, account: number, from: number, to: number): number {
  return (account * hosts + from) * hosts + to;
}
