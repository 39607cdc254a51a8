import type { ServiceAccount } from '../../estate/index.ts';
import { MILLISECOND, SECOND } from '../../moment.ts';
import { endProcess, logoff, serviceState, startService, storedLogon } from '../../windows/index.ts';
import type { HostPlayer } from '../host-player.ts';
import { hasWorker } from '../residents.ts';
import { lifeOf } from '../life/index.ts';
import type { KindPlayer } from './kind-player.ts';
import { productsOf, type Product } from '../life/index.ts';
import { grant, vouch } from './vouch.ts';

/** A service starts under an account of its own: type 5, a child of services.exe, 7036; and the same again when it stops. */
export const daemon: KindPlayer = {
  destination(player, activity) {
    const { machine, world, host } = player;
    const life = lifeOf(player);
    const purpose = life.service(activity.account)?.purpose ?? 'task';
    // IIS starts its worker processes itself.
    if (purpose === 'web' && hasWorker(host)) return;
    const random = player.drawsOf(activity, 'destination');
    const at = player.clock(activity.at);
    const elevated = world.estate.administers(activity.account, activity.to);
    const { ticket } = player.sharedOf(activity);
    const session = storedLogon(machine, random, at, player.account(activity.account), 5, elevated, false, ticket);
    player.keepSession(activity.detail?.session, session);
    const product = productOf(player, purpose);
    const service = { name: product.service, imagePath: product.commandLine, startType: 'auto start' } as const;
    const process = startService(machine, random, at + 40 * MILLISECOND, service, product.image, session, product.program);
    player.keepProcess(activity.detail?.started, process);
    const trueEnd = life.endOf(activity.at, activity.seconds);
    const end = Math.max(player.clock(trueEnd), at + 2 * SECOND);
    life.keepRunning(activity.account, { process, session, from: at, until: end });
    if (trueEnd >= world.span.until) return;
    serviceState(machine, end - 60 * MILLISECOND, product.service, 'stopped');
    endProcess(machine, end - 40 * MILLISECOND, process);
    logoff(machine, session, end);
  },
  controller(player, activity) {
    grant(player, activity, player.clock(activity.at) - 6 * MILLISECOND);
    vouch(player, { ...activity, detail: { package: 'Kerberos' } });
  },
};

function productOf(player: HostPlayer, purpose: ServiceAccount['purpose']): Product {
  const products = productsOf(player.world);
  if (purpose === 'backup') return products.backup;
  if (purpose === 'monitoring') return products.monitoring;
  if (purpose === 'mediation') return products.mediation;
  if (purpose === 'mail') return products.mail;
  if (purpose === 'scanner') return products.scanner;
  return products.billing;
}
