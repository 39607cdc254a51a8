import { MILLISECOND, SECOND } from '../../moment.ts';
import { logoff, newCredentials, runProcess, type Process } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { lifeOf } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import type { Activity } from '../../plan/index.ts';

const SYSTEM32 = 'C:\\Windows\\System32\\';
/** Consoles that administrators open from their own desk with the account they administer with. */
const CONSOLES = [
  { image: `${SYSTEM32}mmc.exe`, commandLine: `"${SYSTEM32}mmc.exe" "${SYSTEM32}dsa.msc"` },
  { image: `${SYSTEM32}mmc.exe`, commandLine: `"${SYSTEM32}mmc.exe" "${SYSTEM32}gpmc.msc"` },
  { image: `${SYSTEM32}WindowsPowerShell\\v1.0\\powershell.exe`, commandLine: 'powershell.exe' },
];

/** Other credentials used at home, for the network alone: 4648 and type 9, and a program under them. */
export const runas: KindPlayer = {
  destination(player, activity) {
    const { machine } = player;
    const { detail } = activity;
    const random = player.drawsOf(activity, 'destination');
    const life = lifeOf(player);
    const at = player.clock(activity.at);
    const asker = askerOf(player, activity);
    if (asker === null) return;
    const account = player.account(activity.account);
    const session = newCredentials(machine, random, at, asker, account);
    player.keepSession(detail?.session, session);
    const seat = life.anySeat(at);
    const wanted =
      detail?.image === undefined ? random.pick(CONSOLES) : { image: detail.image, commandLine: detail.commandLine ?? detail.image };
    const limit = seat === null ? Infinity : seat.until;
    const end = Math.max(Math.min(player.clock(life.endOf(activity.at, activity.seconds)), limit), at + 2 * SECOND);
    if (detail === undefined) {
      const commandLine = `runas.exe /netonly /user:${account.domain}\\${account.name} "${wanted.commandLine.replaceAll('"', '')}"`;
      runProcess(machine, random, at - 2 * SECOND, 2 * SECOND + 90 * MILLISECOND, {
        image: `${SYSTEM32}runas.exe`,
        commandLine,
        parent: asker,
      });
    }
    player.keepProcess(
      detail?.started,
      runProcess(machine, random, at + 60 * MILLISECOND, end - at - 90 * MILLISECOND, { ...wanted, parent: asker, session }),
    );
    logoff(machine, session, end);
  },
};

/** Whose desktop it is that he does it on; nobody's: then it cannot be. */
function askerOf(player: HostPlayer, activity: Activity): Process | null {
  const key = activity.detail?.process;
  if (key !== undefined) return player.process(key);
  return lifeOf(player).anySeat(player.clock(activity.at))?.shell ?? null;
}
