import type { Host } from '../estate/index.ts';
import { DAY, HOUR, SECOND } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Ticket } from '../world/index.ts';
import type { Planned } from '../plan/index.ts';
import { serviceOf, servicesFor } from './service-hosts.ts';
import { localTimeOf, patchDays, type Surroundings } from './surroundings.ts';

/** Announced work and what is done in it. */
export interface Campaign {
  readonly ticket: Ticket;
  readonly activities: readonly Planned[];
}

const PURPOSES = [
  'client update',
  'agent roll-out',
  'certificate renewal',
  'inventory agent',
  'printer drivers',
  'configuration change',
  'monitoring agent',
];

/** Software goes out about every ten days, to desks by day and to servers in the evening, as services or as tasks. */
export function drawRollouts(random: Random, { knobs, span, estate }: Surroundings): readonly Campaign[] {
  const account = serviceOf(estate, 'deployment');
  const sources = estate.byRole('rollout');
  const campaigns: Campaign[] = [];
  const swap = random.integer(0, 1);
  const often = Math.max(0.1, knobs.noise);
  for (let day = random.integer(2, 5); day < span.days - 1; day += Math.ceil(random.integer(4, 16) / often)) {
    const from = sources[random.integer(0, sources.length - 1)];
    const hosts = drawTargets(random, estate.hosts).filter((host) => host !== from);
    if (from === undefined || hosts.length === 0) continue;
    const kind = (campaigns.length + swap) % 2 === 0 ? ('service' as const) : ('task' as const);
    const days = Math.min(span.days - day, random.integer(1, 3));
    const activities = hosts.map((host): Planned => {
      const hour = host.role === 'desktop' ? random.between(9, 16.5) : random.between(18, 22.3);
      const at = localTimeOf(span, day + random.integer(0, days - 1), hour, estate.sites[host.site]?.utcOffset ?? 0);
      return { kind, at, seconds: random.integer(20, 600), from: from.index, to: host.index, account };
    });
    const ticket = {
      from: span.from + day * DAY - 6 * HOUR,
      to: span.from + (day + days) * DAY + 12 * HOUR,
      accounts: [account],
      hosts: hosts.map((host) => host.index),
      purpose: random.pick(PURPOSES),
    };
    campaigns.push({ ticket, activities });
  }
  return campaigns;
}

/** All desks of a site, some of them first, or all servers of a kind. */
function drawTargets(random: Random, hosts: readonly Host[]): readonly Host[] {
  const windows = hosts.filter((host) => host.system === 'windows');
  const one = random.pick(windows.filter((host) => host.role !== 'rollout' && (host.role !== 'controller' || random.chance(0.3))));
  const alike = windows.filter((host) => host.role === one.role && (one.role !== 'desktop' || host.site === one.site));
  const share = one.role === 'desktop' ? random.pick([0.1, 0.3, 1]) : 1;
  return alike.filter(() => random.chance(share));
}

/** The scanner goes through every host in the night after the patches, for two nights. */
export function drawScans(random: Random, { span, estate }: Surroundings): readonly Campaign[] {
  return servicesFor(estate, 'scanner').flatMap((service) => {
    const account = estate.accountIndex(service.account);
    const from = service.runsOn[0];
    if (from === undefined) return [];
    return patchDays(span).flatMap((patches): Campaign[] => {
      const day = patches + 12;
      if (day < 0 || day + 2 > span.days) return [];
      const activities = estate.hosts.flatMap((host, i): Planned[] => {
        if (host.index === from || random.chance(0.04)) return [];
        const at =
          localTimeOf(span, day + (i % 2), 19.5, 0) + Math.round((i * 9 * HOUR) / estate.hosts.length + random.between(0, 200) * SECOND);
        return [{ kind: 'scan', at, seconds: random.integer(60, 420), from, to: host.index, account }];
      });
      const start = span.from + day * DAY;
      const ticket = {
        from: start,
        to: start + 3 * DAY,
        accounts: [account],
        hosts: activities.map((activity) => activity.to),
        purpose: 'monthly vulnerability scan',
      };
      return [{ ticket, activities }];
    });
  });
}
