import type { Host } from '../estate/index.ts';
import { DAY, MINUTE } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Ticket } from '../world/index.ts';
import { drawLength } from './chances.ts';
import { Downtimes, type Downtime } from './downtime.ts';
import { serviceOf } from './service-hosts.ts';
import { localTimeOf, patchDays, type Surroundings } from './surroundings.ts';

/** One night on which hosts are patched and restarted. */
export interface PatchNight {
  readonly ticket: Ticket;
  readonly restarts: readonly (Downtime & { readonly host: number })[];
}

/** Half of the servers two days after the patches come out, the others a week later, desks in the days between; controllers never all at once. */
export function drawPatchNights(random: Random, { span, estate }: Surroundings): readonly PatchNight[] {
  const deployment = serviceOf(estate, 'deployment');
  const nights: PatchNight[] = [];
  const windows = estate.hosts.filter((host) => host.system === 'windows');
  const waves: readonly (readonly [number, string, (host: Host) => boolean])[] = [
    [2, 'monthly patches, servers, first group', (host) => host.role !== 'desktop' && host.index % 2 === 0],
    [4, 'monthly patches, desks', (host) => host.role === 'desktop'],
    [9, 'monthly patches, servers, second group', (host) => host.role !== 'desktop' && host.index % 2 === 1],
  ];
  for (const first of patchDays(span)) {
    for (const [after, purpose, member] of waves) {
      const day = first + after;
      if (day < 0 || day >= span.days) continue;
      const hosts = windows.filter((host) => member(host) && random.chance(0.94));
      const restarts = hosts.map((host) => {
        const hour = host.role === 'desktop' ? 19.5 : 22.5;
        const at = localTimeOf(span, day, hour, estate.sites[host.site]?.utcOffset ?? 0) + Math.round(random.between(0, 150) * MINUTE);
        return { host: host.index, at, seconds: Math.round(drawLength(random, 90, 700)) };
      });
      const from = span.from + day * DAY - 2 * DAY;
      const ticket = { from, to: from + 4 * DAY, accounts: [deployment], hosts: hosts.map((host) => host.index), purpose };
      nights.push({ ticket, restarts });
    }
  }
  return nights;
}

/** Every restart there is: patch nights, and now and then a single one. */
export function drawDowntimes(random: Random, { span, estate }: Surroundings, nights: readonly PatchNight[]): Downtimes {
  const lists: Downtime[][] = estate.hosts.map((host) => {
    const offset = estate.sites[host.site]?.utcOffset ?? 0;
    const chance = host.system === 'linux' ? 0 : host.role === 'desktop' ? 1 / 40 : 1 / 150;
    const list: Downtime[] = [];
    for (let day = 0; day < span.days; day++) {
      if (!random.chance(chance)) continue;
      const hour = host.role === 'desktop' ? random.between(6.2, 7) : random.between(5, 23);
      list.push({ at: localTimeOf(span, day, hour, offset), seconds: Math.round(drawLength(random, 60, 600)) });
    }
    return list;
  });
  for (const { restarts } of nights) for (const { host, at, seconds } of restarts) lists[host]?.push({ at, seconds });
  return new Downtimes(lists);
}
