import type { Random } from '../random.ts';
import { domainAccount } from '../windows/index.ts';
import type { HostRole, ServiceAccount } from './estate.ts';
import type { DrawnHost } from './hosts.ts';
import type { Naming } from './naming.ts';
import type { RelativeIds } from './relative-ids.ts';

type Purpose = ServiceAccount['purpose'];

/** Draws the accounts that services and tasks run under, in order of their purposes; larger carriers have several of some. */
export function drawServiceAccounts(
  random: Random,
  hosts: readonly DrawnHost[],
  naming: Naming,
  ids: RelativeIds,
): readonly ServiceAccount[] {
  const windows = hosts.filter((host) => host.system === 'windows');
  const servers = windows.filter((host) => host.role !== 'desktop');
  const of = (...roles: readonly HostRole[]): readonly DrawnHost[] => hosts.filter((host) => roles.includes(host.role));
  const some = (from: readonly DrawnHost[], share: number): readonly DrawnHost[] =>
    random.sample(from, Math.max(1, Math.round(from.length * share)));
  const counts = new Map<Purpose, number>();
  const account = (
    purpose: Purpose,
    domain: 0 | 1,
    runsOn: readonly DrawnHost[],
    reaches: readonly DrawnHost[],
    administrator: boolean,
  ): ServiceAccount => {
    const number = counts.get(purpose) ?? 0;
    counts.set(purpose, number + 1);
    const name = naming.service(purpose, number);
    return {
      account: domainAccount(naming.domains[domain], name, ids.next(domain)),
      purpose,
      runsOn: indices(runsOn),
      reaches: indices(reaches),
      administrator,
    };
  };
  const applications = of('application').length > 0 ? of('application') : of('billing');
  const parts = (list: readonly DrawnHost[], size: number): readonly (readonly DrawnHost[])[] =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
  return [
    account('backup', 0, of('backup'), servers, true),
    account('deployment', 0, of('rollout'), windows, true),
    account('mediation', 1, of('mediation'), [...of('mediation', 'warehouse'), ...some(of('files'), 0.1)], false),
    account('monitoring', 0, of('monitoring'), servers, true),
    account('scanner', 0, of('scanner'), windows, true),
    ...parts(of('billing'), 4).map((farm) => account('sql', 1, farm, [...farm, ...some(of('backup'), 0.5)], false)),
    ...parts(of('web', 'portal'), 4).map((farm) => account('web', 0, farm, [...some(applications, 0.2), ...some(of('files'), 0.1)], false)),
    ...parts([...of('application'), ...of('mediation'), ...of('files'), ...of('web')], 6).map((farm) =>
      account('task', 0, some(farm, 0.6), [...some(of('files'), 0.2), ...some(applications, 0.1)], random.chance(0.35)),
    ),
    account('reporting', 1, some(applications, 0.05), [...of('warehouse'), ...some(of('files'), 0.1)], false),
    account('mail', 0, of('mail'), [...of('mail'), ...of('controller')], false),
  ];
}

function indices(hosts: readonly DrawnHost[]): readonly number[] {
  return hosts.map((host) => host.index).sort((a, b) => a - b);
}
