import { hostJob, type LogJob } from '../play/index.ts';
import type { World } from '../world/index.ts';

/** Every log that the carrier of a world keeps, in order of names: one job a Windows host, one a web server, sensor, warehouse, DHCP server, concentrator. */
export function logJobs(world: World): readonly LogJob[] {
  const hosts = world.estate.hosts.filter((host) => host.system === 'windows').map((host) => hostJob(world, host));
  return [...hosts].sort((a, b) => (a.name < b.name ? -1 : 1));
}
