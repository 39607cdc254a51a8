import { MILLISECOND } from '../../moment.ts';
import { cleartextLogon, logoff } from '../../windows/index.ts';
import { hasWorker, workerAt } from '../residents.ts';
import { browser, mail } from './desk-programs.ts';
import { admit, arrivalOf, enter, reach } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { seatProgram } from './source-process.ts';
import { vouch } from './vouch.ts';

/** How often a site asks for the password itself (basic authentication), which leaves it in memory there. */
const CLEARTEXT = { mail: 0.2, portal: 0.1 } as const;

/** Whether the password goes over in clear: the site and its controller know, and a sensor that sees who asks for the ticket. */
export function inClear(role: string, port: number): boolean {
  const share = role === 'mail' ? CLEARTEXT.mail : role === 'portal' ? CLEARTEXT.portal : 0;
  return (port % 1_000) / 1_000 < share;
}

/** Mail and portal: the client's program, and at the site a network logon, or one with the password in clear. */
export const web: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    const program = player.hostAt(activity.to).role === 'mail' ? mail : browser;
    const process = seatProgram(player, activity, random, program);
    reach(player, activity, random, process, 443, player.sharedOf(activity).port);
  },
  destination(player, activity) {
    const { machine, host } = player;
    const arrival = arrivalOf(player, activity);
    const { random, account, origin, elevated, logonAt, shared } = arrival;
    admit(player, activity, arrival, machine.resident('system'), 443);
    if (!inClear(host.role, shared.port) || !hasWorker(host)) {
      enter(player, activity, arrival);
      return;
    }
    const session = cleartextLogon(machine, random, logonAt, workerAt(player, activity.at), account, origin, elevated);
    player.keepSession(activity.detail?.session, session);
    logoff(machine, session, Math.max(arrival.end, logonAt + 40 * MILLISECOND));
  },
  controller(player, activity) {
    const { port } = player.sharedOf(activity);
    // The site itself asks the controller then, with the password.
    if (inClear(player.hostAt(activity.to).role, port))
      vouch(player, { ...activity, from: activity.to, detail: { package: 'Kerberos' } }, 1);
    else vouch(player, activity);
  },
};
