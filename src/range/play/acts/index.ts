import type { Act } from '../../operation/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { playClear } from './clear.ts';
import { playConnect } from './connect.ts';
import { playDump } from './dump.ts';
import { playExploit } from './exploit.ts';
import { playFile } from './file.ts';
import { playInstall } from './install.ts';
import { playProcess } from './process.ts';
import { playWebShell } from './web-shell.ts';

/**
 * Plays what an act leaves in the Windows logs of its host; activities are played by their kind, questions by the warehouse. Acts of one
 * host come in order of time; throws RangeError for the key of a session or process that none has made.
 */
export function playAct(player: HostPlayer, act: Act): void {
  switch (act.act) {
    case 'exploit':
      return playExploit(player, act);
    case 'web-shell':
      return playWebShell(player, act);
    case 'process':
      return playProcess(player, act);
    case 'dump':
      return playDump(player, act);
    case 'file':
      return playFile(player, act);
    case 'install':
      return playInstall(player, act);
    case 'connect':
      return playConnect(player, act);
    case 'clear':
      return playClear(player, act);
    case 'activity':
    case 'query':
  }
}
