import { HOUR, MILLISECOND, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { Random } from '../../random.ts';
import { deskLogoff, desktopLogon, disconnectDesk, reconnectDesk, type Desk } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { administration, shellWithRights } from './desk-programs.ts';
import { lookAfterAccounts } from './directory.ts';
import { admit, arrivalOf, reach, type Arrival } from './ends.ts';
import type { Seat } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { runAtSeat, takeSeat } from './seat.ts';
import { clientProcess, explicitly } from './source-process.ts';
import { vouch } from './vouch.ts';

const CLIENT = 'C:\\Windows\\System32\\mstsc.exe';
/** Programs begun an hour on a server's desktop. */
const PROGRAMS_AN_HOUR = 1.5;
const DISCONNECTED = 0.12;

/** Remote desktop: the client at one end; type 3, type 10 and a desktop at the other. */
export const desktop: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    const target = player.hostAt(activity.to);
    const commandLine = `"${CLIENT}" /v:${target.short}`;
    const process = clientProcess(player, activity, random, { image: CLIENT, commandLine });
    explicitly(player, activity, 'TERMSRV', process);
    reach(player, activity, random, process, 3389, player.sharedOf(activity).port);
  },
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    const { random, account, origin, elevated, shared } = arrival;
    admit(player, activity, arrival, machine.resident('termservice'), 3389);
    const at = arrival.logonAt + 900 * MILLISECOND;
    const end = Math.max(arrival.end, at + 5 * SECOND);
    const ticket = shared.package === 'Kerberos' ? shared.ticket : undefined;
    const desk = desktopLogon(machine, random, at, account, origin, elevated, ticket);
    player.keepSession(activity.detail?.session, desk.elevated ?? desk.session);
    const seat = takeSeat(player, random, activity, desk, at, end);
    if (activity.detail === undefined) {
      administer(player, random, seat, at, end);
      lookAfterAccounts(player, random, desk, at, end);
      goAway(player, arrival, desk, at, end);
    }
    deskLogoff(machine, end, desk);
  },
  controller(player, activity) {
    vouch(player, activity, 0.6);
  },
};

function administer(player: HostPlayer, random: Random, seat: Seat, at: Moment, end: Moment): void {
  const programs = Math.min(5, Math.floor(((end - at) / HOUR) * PROGRAMS_AN_HOUR + random.between(0.3, 1.2)));
  for (let i = 0; i < programs; i++) {
    const began = at + 4 * SECOND + Math.floor(random.fraction() * Math.max(0, end - at - 12 * SECOND));
    const wanted = random.pick(administration);
    runAtSeat(player, random, seat, began, wanted, wanted === shellWithRights || random.chance(0.4));
  }
}

/** The window is closed and opened again. */
function goAway(player: HostPlayer, { random, origin, shared }: Arrival, desk: Desk, at: Moment, end: Moment): void {
  // By NTLM the controller would have to check the password once more, at a time that it does not know.
  if (end - at < 25 * MINUTE || shared.package === 'NTLM' || !random.chance(DISCONNECTED)) return;
  const away = at + Math.floor((end - at) * random.between(0.2, 0.6));
  const back = away + Math.floor((end - away) * random.between(0.1, 0.7));
  disconnectDesk(player.machine, away, desk, origin);
  reconnectDesk(player.machine, random, back, desk, origin, shared.ticket);
}
