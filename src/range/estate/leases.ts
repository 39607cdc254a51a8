import { DAY, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Span } from '../world/index.ts';
import type { Lease } from './estate.ts';

/** Addresses of the hosts of one pool: one after another, each host another at any time. */
export interface Leases {
  /** `host` counts within the pool. */
  leasesOf(host: number): readonly Lease[];
}

/** On how many days in a hundred a desk comes back with another address, and how much oftener after days on which it was off. */
const MOVES = 0.04;
const AFTER_REST = 3;

/**
 * Lends addresses by the rules of a DHCP server (RFC 2131 §4.3.1: the address it had if that is free, else another one of the pool).
 * Addresses change at midnight UTC: a host has one a day. `rested` tells whether a day follows one without work.
 */
export function drawLeases(random: Random, span: Span, hosts: number, pool: readonly string[], rested: (day: number) => boolean): Leases {
  const order = random.sample(
    pool.map((_, i) => i),
    pool.length,
  );
  const free = order.slice(hosts);
  const held = order.slice(0, hosts);
  const restless = held.map(() => (random.chance(0.3) ? 0.1 : random.between(0.5, 1.8)));
  const leases: { from: Moment; to: Moment; address: string }[][] = held.map((number) => [
    { from: span.from, to: span.until, address: pool[number] ?? '' },
  ]);
  for (let day = 1; day < span.days; day++) {
    const at = span.from + day * DAY;
    const chance = MOVES * (rested(day) ? AFTER_REST : 0.6);
    for (const [host, own] of leases.entries()) {
      if (free.length === 0 || !random.chance(chance * (restless[host] ?? 1))) continue;
      const place = random.integer(0, free.length - 1);
      const next = free[place] ?? 0;
      free[place] = held[host] ?? 0;
      held[host] = next;
      const last = own.at(-1);
      if (last !== undefined) last.to = at;
      own.push({ from: at, to: span.until, address: pool[next] ?? '' });
    }
  }
  return { leasesOf: (host) => leases[host] ?? [] };
}

/** The lease in force at a time; before the first, the first, after the last, the last. */
export function leaseAt(leases: readonly Lease[], at: Moment): Lease | undefined {
  let low = 0;
  let high = leases.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((leases[middle]?.from ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return leases[low];
}
