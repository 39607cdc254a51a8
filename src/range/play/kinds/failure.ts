import { MILLISECOND } from '../../moment.ts';
import { credentialCheck, failedDeskLogon, failedLogon, ntlmStatus, preAuthenticationFailed } from '../../windows/index.ts';
import { admit, arrivalOf, reach } from './ends.ts';
import type { KindPlayer } from './kind-player.ts';
import { connectingProcess } from './source-process.ts';
import { clientOf, isOwn } from './vouch.ts';

/** A wrong password: 4625 where it was tried, 4771 or 4776 at the controller that keeps the account. */
export const failure: KindPlayer = {
  source(player, activity) {
    const random = player.drawsOf(activity, 'source');
    const process = connectingProcess(player, activity, 'system');
    reach(player, activity, random, process, 445, player.sharedOf(activity).port);
  },
  destination(player, activity) {
    const { machine } = player;
    const arrival = arrivalOf(player, activity);
    if (activity.from === activity.to) {
      failedDeskLogon(machine, arrival.at, arrival.account);
      return;
    }
    admit(player, activity, arrival, machine.resident('system'), 445);
    failedLogon(machine, arrival.logonAt, arrival.account, arrival.origin);
  },
  controller(player, activity) {
    const { machine } = player;
    const account = player.account(activity.account);
    if (account.realm === null) return;
    const { package: proof, latency } = player.sharedOf(activity);
    const at = player.clock(activity.at) + latency;
    // The client tries Kerberos first, and NTLM when the ticket is refused.
    if (proof === 'Kerberos' && isOwn(player, account))
      preAuthenticationFailed(machine, at - 6 * MILLISECOND, account, clientOf(player, activity));
    if (activity.from === activity.to) return;
    const workstation = activity.detail?.workstation ?? player.hostAt(activity.from).short.toUpperCase();
    credentialCheck(machine, at - MILLISECOND, account, workstation, ntlmStatus.wrongPassword);
  },
};
