import type { HostRole } from './estate.ts';

/** What every carrier has, however small. */
const BASE: readonly HostRole[] = [
  'controller',
  'controller',
  'files',
  'mail',
  'web',
  'portal',
  'jump',
  'mediation',
  'billing',
  'rollout',
  'backup',
  'monitoring',
  'scanner',
  'warehouse',
  'frontend',
  'vpn',
];
/** The first that are added to it. */
const NEXT: readonly HostRole[] = ['application', 'controller', 'files', 'application', 'jump'];

/** Of what larger ones have more: parts of a whole, and no more than so many. */
const GROWTH: readonly (readonly [HostRole, number, number])[] = [
  ['application', 24, Infinity],
  ['files', 10, Infinity],
  ['mediation', 9, Infinity],
  ['frontend', 10, Infinity],
  ['web', 8, Infinity],
  ['billing', 7, Infinity],
  ['jump', 5, 24],
  ['mail', 3, 12],
  ['portal', 3, 12],
  ['controller', 4, 4],
  ['backup', 2, 6],
  ['rollout', 2, 4],
  ['monitoring', 2, 4],
  ['vpn', 2, 4],
];

const DESK_SHARE = 0.68;

/** Roles of an estate's hosts, servers first: at least 16 servers and four desks, from 60 hosts on two desks in three. */
export function hostMix(hosts: number): readonly HostRole[] {
  const small = BASE.length + Math.round((hosts - 20) / 13);
  const servers = hosts < 60 ? small : hosts - Math.round(hosts * DESK_SHARE);
  const roles = [...BASE, ...NEXT].slice(0, Math.max(BASE.length, servers));
  const counts = new Map<HostRole, number>();
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  while (roles.length < servers) {
    let best: HostRole = 'application';
    let least = Infinity;
    for (const [role, part, most] of GROWTH) {
      const count = counts.get(role) ?? 0;
      if (count < most && count / part < least) {
        least = count / part;
        best = role;
      }
    }
    roles.push(best);
    counts.set(best, (counts.get(best) ?? 0) + 1);
  }
  while (roles.length < hosts) roles.push('desktop');
  return roles;
}
