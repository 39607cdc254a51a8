import type { Host } from '../estate/index.ts';
// The file itself: what is played on hosts may in turn ask who visits their sites.
import type { LogJob } from '../play/log-job.ts';
import type { World } from '../world/index.ts';
import { writeRequestLog } from './request-log.ts';
import { siteOf } from './site.ts';

/** The request logs of a carrier's web servers: IIS on Windows, Apache on Linux. */
export function webJobs(world: World): LogJob[] {
  return servers(world).map((host) => ({
    name: `${host.fqdn}/${sourceOf(host)}`,
    weight: world.span.days * 60,
    run: (sink) => writeRequestLog(world, host, sink),
  }));
}

/** Which server each of these logs is of: entries of sources.yaml. IIS writes UTC, Apache the offset. */
export function webSources(world: World): { match: string; host: string; zone: string; kind: string }[] {
  return servers(world).map(({ fqdn, system }) => {
    const [file, kind] = system === 'windows' ? ['u_ex*.log', 'iis-w3c'] : ['access-*.log', 'access-log'];
    return { match: `**/${fqdn}/${file}`, host: fqdn, zone: 'UTC', kind };
  });
}

/** Hosts with a site whose log was kept, in order of the estate. */
function servers(world: World): Host[] {
  return world.estate.hosts.filter((host) => siteOf(host) !== null && world.keeping.keptFrom(host.index, sourceOf(host)) !== null);
}

function sourceOf(host: Host): 'iis' | 'access' {
  return host.system === 'windows' ? 'iis' : 'access';
}
