import { homeOf } from '../leases/index.ts';
import { MILLISECOND, SECOND } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
import { connection } from './connection.ts';
import { shakeHands } from './tls.ts';
import type { Wire } from './wire.ts';

/** Somebody at home comes in through the concentrator: TLS from outside that lasts as long as his session. */
export function vpnTraffic(wire: Wire, activity: Activity): void {
  if (!wire.sight.outside) return;
  const random = wire.drawsFor(activity.id, 0x76);
  const { address, port } = homeOf(wire.world, activity);
  const host = wire.host(activity.to);
  const name = `access.${host.domain.dns}`;
  const at = activity.at - random.integer(300, 2_000) * MILLISECOND;
  const ends = connection(wire.capture, random, {
    at,
    client: address,
    clientPort: port,
    server: wire.addressOf(host.index, at),
    port: 443,
    service: 'ssl',
    duration: Math.round(activity.seconds * SECOND) + random.integer(400, 2_500) * MILLISECOND,
    sent: activity.detail?.sent ?? Math.round(activity.seconds * random.between(400, 4_500)) + 4_000,
    received: activity.detail?.received ?? Math.round(activity.seconds * random.between(2_000, 32_000)) + 9_000,
    state: random.chance(0.8) ? 'SF' : 'RSTO',
  });
  shakeHands(wire.capture, random, at + 30 * MILLISECOND, ends, { version: 'TLSv12', name, subject: name, trust: 'ok' });
}
