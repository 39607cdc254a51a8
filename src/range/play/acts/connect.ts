import { MILLISECOND, type Moment } from '../../moment.ts';
import { connect, queryName } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { connectionPort } from '../shared.ts';
import { drawing, type ActPlayer } from './act-player.ts';
import { processOf } from './process-keys.ts';

/** A process connects: a name is asked for (Sysmon 22), then 5156 and Sysmon 3 at this end. The other end, if it is the estate's, hears nothing. */
export const playConnect: ActPlayer<'connect'> = (player, act) => {
  const { machine } = player;
  const process = processOf(player, act.process, act.at);
  const random = player.drawsAt(act.at, drawing.connect);
  const at = player.clock(act.at);
  if (act.name !== null) queryName(machine, at - 45 * MILLISECOND, process, act.name, [act.address]);
  connect(machine, random, at, process, {
    address: act.address,
    port: act.port,
    name: act.name ?? hostNamed(player, act.address, act.at),
    sourcePort: connectionPort(player.world, act.host, act.at),
  });
};

/** What Sysmon finds for a bare address inside; nothing for one outside. */
function hostNamed(player: HostPlayer, address: string, at: Moment): string | null {
  const host = player.world.estate.hosts.find(({ index }) => player.addressOf(index, at) === address);
  return host === undefined ? null : player.printedName(host.index);
}
