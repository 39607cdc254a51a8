import { SECOND } from '../../moment.ts';
import { accept, connect, logoff, networkLogon } from '../../windows/index.ts';
import type { KindPlayer } from './kind-player.ts';

/** A share is opened: the client's connection, a network logon at the server. */
export const share: KindPlayer = {
  source(player, activity) {
    const { machine } = player;
    const random = player.drawsOf(activity, 'source');
    const address = player.addressOf(activity.to, activity.at);
    connect(machine, random, player.clock(activity.at), machine.resident('system'), {
      address,
      port: 445,
      name: player.printedName(activity.to),
    });
  },
  destination(player, activity) {
    const { machine } = player;
    const random = player.drawsOf(activity, 'destination');
    const { port, package: proof, latency } = player.sharedOf(activity);
    const at = player.clock(activity.at);
    const address = player.addressOf(activity.from, activity.at);
    const source = player.hostAt(activity.from);
    accept(machine, random, at, machine.resident('system'), { address, port, name: player.printedName(activity.from) }, 445);
    const from = { address, port, workstation: source.short.toUpperCase() };
    const elevated = player.world.estate.administers(activity.account, activity.to);
    const session = networkLogon(machine, random, at + latency, player.account(activity.account), from, proof, elevated);
    player.keepSession(activity.detail?.session, session);
    logoff(machine, session, at + latency + Math.round(activity.seconds * SECOND));
  },
};
