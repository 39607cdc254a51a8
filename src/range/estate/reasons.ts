import type { Random } from '../random.ts';
import type { Account } from '../windows/index.ts';
import type { HostRole, PersonRole } from './estate.ts';
import type { DrawnHost } from './hosts.ts';

/** Roles of servers that a role works on, most often first, and how many of each it needs (a share of them, at least one). */
const REASONS: Readonly<Record<PersonRole, readonly (readonly [HostRole, number])[]>> = {
  office: [
    ['portal', 0.3],
    ['application', 0.08],
  ],
  helpdesk: [
    ['rollout', 0.3],
    ['application', 0.1],
  ],
  'desktop-admin': [
    ['rollout', 1],
    ['application', 0.1],
  ],
  'server-admin': [
    ['jump', 0.4],
    ['application', 0.4],
    ['web', 0.4],
    ['files', 0.5],
    ['mediation', 0.5],
    ['billing', 0.4],
    ['mail', 1],
    ['backup', 1],
    ['monitoring', 1],
    ['frontend', 0.3],
    ['portal', 0.5],
    ['vpn', 1],
  ],
  'domain-admin': [
    ['controller', 1],
    ['jump', 0.3],
    ['files', 0.4],
    ['mail', 1],
    ['rollout', 1],
    ['application', 0.1],
  ],
  'database-admin': [
    ['warehouse', 1],
    ['jump', 0.4],
    ['billing', 1],
    ['mediation', 0.3],
  ],
  developer: [
    ['jump', 0.4],
    ['application', 0.2],
    ['frontend', 0.25],
    ['web', 0.2],
    ['mediation', 0.1],
  ],
  'billing-analyst': [
    ['billing', 0.4],
    ['warehouse', 1],
    ['portal', 0.3],
  ],
  'fraud-analyst': [
    ['warehouse', 1],
    ['billing', 0.2],
    ['application', 0.1],
  ],
  'intercept-officer': [
    ['warehouse', 1],
    ['application', 0.05],
  ],
  tester: [
    ['web', 0.5],
    ['portal', 0.5],
    ['application', 0.3],
  ],
};

/**
 * Hosts that somebody has a reason to work on, most often first: the file server nearest to his desk, mail, then his role's. Who
 * administers one domain's servers is sent to those.
 */
export function reasonsToWorkOn(
  random: Random,
  role: PersonRole,
  desk: DrawnHost,
  admin: Account | null,
  hosts: readonly DrawnHost[],
): readonly number[] {
  const chosen = new Set<number>();
  const files = hosts.filter((host) => host.role === 'files');
  chosen.add((files.find((host) => host.site === desk.site) ?? random.pick(files)).index);
  const own = REASONS[role].flatMap(([reason, share]) => {
    const all = hosts.filter((host) => host.role === reason && mayLookAfter(role, admin, host));
    return random.sample(all, Math.max(1, Math.round(all.length * share))).map((host) => host.index);
  });
  const mail = random.pick(hosts.filter((host) => host.role === 'mail')).index;
  if (role === 'office') chosen.add(mail);
  for (const index of own) chosen.add(index);
  chosen.add(mail);
  return [...chosen];
}

function mayLookAfter(role: PersonRole, admin: Account | null, host: DrawnHost): boolean {
  return role !== 'server-admin' || admin === null || host.role === 'jump' || host.domain.netbios === admin.domain;
}
