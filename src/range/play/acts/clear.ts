import { clearSecurityLog } from '../../windows/index.ts';
import type { ActPlayer } from './act-player.ts';
import { sessionOf } from './process-keys.ts';

/** The security log is cleared: 1102 is the first record of what the log holds then. The program that does it is an act of its own. */
export const playClear: ActPlayer<'clear'> = (player, { at, session }) => {
  clearSecurityLog(player.machine, player.clock(at), sessionOf(player, session));
};
