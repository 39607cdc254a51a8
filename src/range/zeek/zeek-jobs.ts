// The file itself: what is played on hosts may in turn ask what passes on the wire.
import type { LogJob } from '../play/log-job.ts';
import type { World } from '../world/index.ts';
import { Sensor } from './sensor.ts';
import { core, edge, type Sight } from './sight.ts';

/** The logs of a carrier's two sensors: one at its border, one in front of the data centre. */
export function zeekJobs(world: World): LogJob[] {
  return sensors(world).map((sight) => ({
    name: sight.name,
    weight: world.plan.count + world.span.days * 300,
    run: (sink) => new Sensor(world, sight, sink).run(),
  }));
}

/** Which sensor each of these logs is of: entries of sources.yaml. Zeek's own times are UTC. */
export function zeekSources(world: World): { match: string; host: string; zone: string; kind: string }[] {
  const domain = world.estate.domains[0]?.dns ?? 'example';
  return sensors(world).map(({ name }) => ({ match: `**/${name}/*.log`, host: `${name}.${domain}`, zone: 'UTC', kind: 'zeek' }));
}

function sensors(world: World): Sight[] {
  return [edge, core(world)].filter(({ keeper }) => world.keeping.keptFrom(keeper, 'zeek') !== null);
}
