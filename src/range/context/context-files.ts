import { stringify } from 'yaml';
import { dhcpSources, vpnFormat, vpnSources } from '../leases/index.ts';
import { warehouseSources } from '../warehouse/index.ts';
import { webSources } from '../web/index.ts';
import type { World } from '../world/index.ts';
import { zeekSources } from '../zeek/index.ts';
import { recordMapping } from './record-mapping.ts';
import { ticketTable } from './ticket-table.ts';

/**
 * What the carrier knows about itself, by path below context/: servers and zones of logs that do not name them, its number plan, its store of
 * call records, how its own logs are laid out, announced work. See docs/context.md.
 */
export function contextFiles(world: World): ReadonlyMap<string, string> {
  const sources = [...warehouseSources(world), ...webSources(world), ...dhcpSources(world), ...zeekSources(world), ...vpnSources(world)];
  return new Map([
    ['sources.yaml', stringify(sources)],
    ['numbers.yaml', stringify(world.knobs.numbers)],
    ['mappings/cdr.yaml', stringify(recordMapping(world))],
    ['formats/vpn.yaml', vpnFormat],
    ['tickets.csv', ticketTable(world)],
  ]);
}
