import type { Host } from '../estate/index.ts';
import { MILLISECOND, SECOND } from '../moment.ts';
import type { Act } from '../operation/index.ts';
// The file itself: what is played on hosts may in turn ask what passes on the wire.
import { connectionPort } from '../play/shared.ts';
import { actRequests, publicName, siteOf, type Request } from '../web/index.ts';
import { connection } from './connection.ts';
import { askName } from './names.ts';
import type { Wire } from './wire.ts';
import { shakeHands } from './tls.ts';

/** What an act sends past a sensor: requests to a web server from outside, and connections to wherever. */
export function actTraffic(wire: Wire, act: Act): void {
  if (act.act === 'connect') return connectTraffic(wire, act);
  if (!wire.sight.outside || (act.act !== 'web-shell' && act.act !== 'exploit')) return;
  const host = wire.host(act.host);
  for (const request of actRequests(wire.world, act)) requestTraffic(wire, host, request);
}

/** A request from outside over a connection of its own. */
function requestTraffic(wire: Wire, host: Host, { time, taken, client, received, sent }: Request): void {
  const random = wire.drawsFor(time, 3);
  const site = siteOf(host);
  const at = time - (taken + random.integer(20, 90)) * MILLISECOND;
  const ends = connection(wire.capture, random, {
    at,
    client,
    clientPort: 1_024 + Math.floor(random.fraction() * 64_000),
    server: wire.addressOf(host.index, at),
    port: 443,
    service: 'ssl',
    duration: (taken + random.integer(300, 9_000)) * MILLISECOND,
    sent: received + random.integer(700, 1_400),
    received: sent + random.integer(3_000, 4_400),
    state: 'SF',
  });
  const name = site === null ? host.fqdn : publicName(host, site);
  shakeHands(wire.capture, random, at + 30 * MILLISECOND, ends, { version: 'TLSv12', name, subject: name, trust: 'ok' });
}

/** A process connects: past the border if the far end is outside, else wherever its way leads. */
function connectTraffic(wire: Wire, act: Extract<Act, { act: 'connect' }>): void {
  const { estate } = wire.world;
  const source = wire.host(act.host);
  const inside = estate.hosts.find((host) => estate.addressOf(host.index, act.at) === act.address);
  const random = wire.drawsFor(act.at, 5);
  const client = wire.addressOf(source.index, act.at);
  if (act.name !== null) askOutside(wire, act.host, act.at, act.name, act.address);
  if (inside === undefined ? !wire.sight.outside : !wire.passes(source.index, inside.index)) return;
  const tls = act.port === 443 || act.port === 8443 || act.port === 992 || act.port === 5555;
  const ends = connection(wire.capture, random, {
    at: act.at,
    client,
    clientPort: connectionPort(wire.world, act.host, act.at),
    server: act.address,
    port: act.port,
    service: tls ? 'ssl' : null,
    duration: Math.round((act.seconds + random.fraction()) * SECOND),
    sent: act.sent,
    received: act.received,
    state: random.chance(0.7) ? 'SF' : 'RSTO',
  });
  if (!tls) return;
  const trust = act.name === null ? 'self signed certificate' : 'ok';
  shakeHands(wire.capture, random, act.at + 40 * MILLISECOND, ends, {
    version: 'TLSv12',
    name: act.name,
    subject: act.name ?? act.address,
    trust,
  });
}

/** A name of the outside: the host asks its controller, the controller a resolver outside. */
export function askOutside(wire: Wire, from: number, before: number, name: string, answer: string): void {
  const { estate } = wire.world;
  const source = wire.host(from);
  const controller = estate.controllerOf(source);
  const random = wire.drawsFor(before, 6);
  const at = before - random.integer(30, 90) * MILLISECOND;
  const asked = { name, answer, ttl: 300 };
  const [client, server] = [wire.addressOf(from, at), wire.addressOf(controller.index, at)];
  if (wire.passes(from, controller.index)) askName(wire.capture, random, { ...asked, at, client, server, authoritative: false });
  if (wire.sight.outside)
    askName(wire.capture, random, { ...asked, at: at + MILLISECOND, client: server, server: RESOLVER, authoritative: false });
}

/** The provider's name server. */
export const RESOLVER = '198.51.100.181';
