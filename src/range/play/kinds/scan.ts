import { MILLISECOND, SECOND } from '../../moment.ts';
import { failedLogon, openShare, openShareFile, type Account } from '../../windows/index.ts';
import { admit, arrivalOf, enter, portAfter, reach } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { connectingProcess } from './source-process.ts';
import { vouch } from './vouch.ts';

/** Ports that are found open. */
const PORTS = [135, 139, 445, 3389, 5985, 443] as const;
/** Names that a scanner tries. */
const GUESSED: readonly Account[] = ['Administrator', 'guest', 'admin', 'test', 'oracle'].map((name) => ({
  name,
  sid: 'S-1-0-0',
  domain: '',
  realm: null,
  canonical: name.toLowerCase(),
}));

/** The vulnerability scanner: connections to what is open, guesses, then a logon of its own that looks around. */
export const scan: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    const process = connectingProcess(player, activity, 'svchost');
    reach(player, activity, random, process, 445, player.sharedOf(activity).port);
  },
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    const { random, origin, at, logonAt } = arrival;
    for (const [i, port] of PORTS.entries()) {
      const listener = machine.resident(port === 135 ? 'svchost' : port === 3389 ? 'termservice' : 'system');
      const sourcePort = port === 445 ? origin.port : portAfter(origin.port, 1 + i);
      admit(player, activity, arrival, listener, port, sourcePort, port === 445 ? at : at - (PORTS.length - i) * 300 * MILLISECOND);
    }
    const guesses = random.integer(1, 3);
    for (let i = 0; i < guesses; i++) {
      const from = { ...origin, port: portAfter(origin.port, 20 + i) };
      failedLogon(machine, at - (i + 3) * SECOND, random.pick(GUESSED), from, 'account');
    }
    const session = enter(player, activity, arrival);
    openShare(machine, logonAt + 30 * MILLISECOND, session, origin, 'IPC$', '');
    openShareFile(machine, logonAt + 44 * MILLISECOND, session, origin, 'IPC$', '', 'winreg', 'write');
  },
  controller: vouch,
};
