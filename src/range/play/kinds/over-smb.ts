import type { Activity } from '../../plan/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { reach } from './ends.ts';
import { connectingProcess, explicitly } from './source-process.ts';

/** The client's end of whatever goes over port 445: its connection, and the credentials it hands over where they are not its own. */
export function overSmb(player: HostPlayer, activity: Activity): void {
  const random = player.drawsOf(activity, 'source');
  const process = connectingProcess(player, activity, 'system');
  reach(player, activity, random, process, 445, player.sharedOf(activity).port);
  explicitly(player, activity, 'cifs');
}
