import { SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { startService, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { productsOf, type Product } from './products.ts';

interface Standing {
  readonly bootedAt: Moment;
  readonly guard: Process;
  readonly agent: Process;
}

const hosts = new WeakMap<HostPlayer, Standing>();

/** The processes that every host has had since it started: the guard's, and the agent that answers the monitoring station. */
export function standingOf(player: HostPlayer): Standing {
  const { machine } = player;
  const known = hosts.get(player);
  if (known !== undefined && known.bootedAt === machine.bootedAt) return known;
  const { guard, monitoring } = productsOf(player.world);
  const random = player.drawsAt(machine.bootedAt, 13);
  const old = ({ image, commandLine }: Product): Process =>
    machine.newProcess(image, commandLine, machine.newPid(random), machine.bootedAt, machine.systemSession);
  const standing = { bootedAt: machine.bootedAt, guard: old(guard), agent: old(monitoring) };
  hosts.set(player, standing);
  return standing;
}

/** They start again with the host, which its logs show. `at`: by the host's clock. */
export function startStanding(player: HostPlayer, random: Random, at: Moment): void {
  const { machine } = player;
  const { guard, monitoring } = productsOf(player.world);
  const start = ({ service, image, commandLine, program }: Product, after: number): Process => {
    const made = { name: service, imagePath: commandLine, startType: 'auto start' } as const;
    return startService(machine, random, at + after, made, image, machine.systemSession, program);
  };
  hosts.set(player, { bootedAt: machine.bootedAt, guard: start(guard, SECOND), agent: start(monitoring, 2 * SECOND) });
}
