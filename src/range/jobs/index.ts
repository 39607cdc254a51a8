import { dhcpJobs, vpnJobs } from '../leases/index.ts';
import { hostJob, type LogJob } from '../play/index.ts';
import type { RecordCounts } from '../telephony/index.ts';
import { warehouseJobs } from '../warehouse/index.ts';
import { webJobs } from '../web/index.ts';
import type { World } from '../world/index.ts';
import { zeekJobs } from '../zeek/index.ts';

/**
 * Every log that the carrier of a world keeps, in order of names: one job a Windows host, one a web server, sensor, warehouse, DHCP
 * server, concentrator. `counts`: call records by subscriber and day; `answers`: rows that each question returned, by the number of its act.
 */
export function logJobs(world: World, counts: RecordCounts, answers: ReadonlyMap<number, number>): readonly LogJob[] {
  const jobs = [
    ...world.estate.hosts.filter((host) => host.system === 'windows').map((host) => hostJob(world, host)),
    ...webJobs(world),
    ...zeekJobs(world),
    ...dhcpJobs(world),
    ...vpnJobs(world),
    ...warehouseJobs(world, counts, answers),
  ];
  return jobs.sort((a, b) => (a.name < b.name ? -1 : 1));
}
