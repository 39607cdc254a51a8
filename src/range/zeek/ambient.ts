import type { Host } from '../estate/index.ts';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND, isWorkday, type Moment } from '../moment.ts';
// The file itself: what is played on hosts may in turn ask what passes on the wire.
import { outsideAddress, outsideName } from '../play/life/outside.ts';
import type { Random } from '../random.ts';
import { publicName, scannerAddress, siteOf, visitsOf, type Visit } from '../web/index.ts';
import { about, connection, drawFuid, drawPort } from './connection.ts';
import { httpLog } from './log-shapes.ts';
import { askTime } from './names.ts';
import { askOutside } from './act-traffic.ts';
import type { Wire } from './wire.ts';
import { sshLogin } from './session-traffic.ts';
import { shakeHands } from './tls.ts';

/** What passes the border anyway: visitors, scanners, clocks, updates, partners, the staff's own reading. */
export function edgeAmbient(wire: Wire, random: Random, day: number): void {
  const { estate, span, knobs } = wire.world;
  const begin = span.from + day * DAY;
  const reached = estate.hosts.filter((host) => host.zone === 'dmz');
  for (const host of reached) {
    for (const visit of visitsOf(wire.world, host, day)) visitTraffic(wire, random, host, visit);
    probeTraffic(wire, random, host, begin);
  }
  if (reached.length > 0) sweep(wire, random, reached, begin, Math.round(random.between(8, 26) * knobs.noise));
  for (const host of estate.byRole('controller'))
    for (let hour = 0; hour < 24; hour += 12)
      askTime(
        wire.capture,
        random,
        begin + hour * HOUR + Math.floor(random.fraction() * 12 * HOUR),
        address(wire, host, begin),
        '198.51.100.182',
        2,
      );
  const readers = estate.byRole('desktop');
  const pages = Math.round(readers.length * random.between(0.2, 0.5) * knobs.noise * (isWorkday(begin) ? 1 : 0.1));
  for (let i = 0; i < pages; i++) callOut(wire, random, random.pick(readers), begin + Math.floor(random.between(6, 19) * HOUR));
  for (const host of estate.hosts) partnerTraffic(wire, random, host, begin);
}

/** What passes in front of the data centre anyway: clocks of servers elsewhere. */
export function innerAmbient(wire: Wire, random: Random, day: number): void {
  const { estate, span } = wire.world;
  const begin = span.from + day * DAY;
  for (const host of estate.hosts) {
    const controller = estate.controllerOf(host);
    if (!wire.passes(host.index, controller.index) || host.zone === 'office' || !random.chance(0.15)) continue;
    askTime(
      wire.capture,
      random,
      begin + Math.floor(random.fraction() * DAY),
      address(wire, host, begin),
      address(wire, controller, begin),
      3,
    );
  }
}

/** A visit is one connection with TLS; some type the address without it and are sent on. */
function visitTraffic(wire: Wire, random: Random, host: Host, { at, client, port, requests }: Visit): void {
  const { capture } = wire;
  const site = siteOf(host);
  const name = site === null ? host.fqdn : publicName(host, site);
  const server = address(wire, host, at);
  const last = requests.at(-1);
  const first = requests[0];
  if (random.chance(0.08) && first !== undefined) {
    const before = at - random.integer(80, 400) * MILLISECOND;
    const plain = connection(capture, random, {
      at: before,
      client,
      clientPort: port - 1,
      server,
      port: 80,
      service: 'http',
      duration: 60 * MILLISECOND,
      sent: 410,
      received: 520,
      state: 'SF',
    });
    const request = [1, 'GET', name, '/', null, '1.1', first.agent, null, 0, 163, 301, 'Moved Permanently', null, null, []];
    const files = [null, null, null, null, null, null, [drawFuid(random)], null, ['text/html']];
    capture.add(httpLog, before + 40 * MILLISECOND, about(before + 20 * MILLISECOND, plain, ...request, ...files));
  }
  let sent = 900;
  let received = 4_300;
  for (const request of requests) {
    sent += request.received;
    received += request.sent + 300;
  }
  const duration = (last?.time ?? at) - at + random.integer(1, 65) * SECOND;
  const ends = connection(capture, random, {
    at,
    client,
    clientPort: port,
    server,
    port: 443,
    service: 'ssl',
    duration,
    sent,
    received,
    state: random.chance(0.8) ? 'SF' : 'RSTO',
  });
  shakeHands(capture, random, at + 30 * MILLISECOND, ends, {
    version: host.system === 'linux' ? 'TLSv13' : 'TLSv12',
    name,
    subject: name,
    trust: 'ok',
  });
}

/** The load balancer's questions go over one connection that it keeps for a day. */
function probeTraffic(wire: Wire, random: Random, host: Host, begin: Moment): void {
  const monitoring = wire.world.estate.byRole('monitoring')[0];
  if (monitoring === undefined || siteOf(host) === null || !wire.passes(monitoring.index, host.index)) return;
  const at = begin + random.integer(0, 900) * MILLISECOND;
  const ends = connection(wire.capture, random, {
    at,
    client: address(wire, monitoring, at),
    clientPort: drawPort(random),
    server: address(wire, host, at),
    port: 443,
    service: 'ssl',
    duration: DAY - 2 * SECOND,
    sent: 72 * 130 + random.integer(0, 2_000),
    received: 72 * 260 + random.integer(0, 4_000),
    state: 'SF',
  });
  shakeHands(wire.capture, random, at + 9 * MILLISECOND, ends, {
    version: 'TLSv12',
    name: null,
    subject: host.fqdn,
    trust: 'unable to get local issuer certificate',
  });
}

const KNOCKED = [22, 23, 80, 443, 445, 1433, 3389, 5060, 5900, 8080, 8443, 9200];

/** Strangers knock at doors. */
function sweep(wire: Wire, random: Random, hosts: readonly Host[], begin: Moment, count: number): void {
  for (let i = 0; i < count; i++) {
    const at = begin + Math.floor(random.fraction() * DAY);
    const host = random.pick(hosts);
    const state = random.chance(0.75) ? 'S0' : 'REJ';
    const answered = state === 'REJ';
    connection(wire.capture, random, {
      at,
      client: scannerAddress(random),
      clientPort: random.integer(32_768, 65_535),
      server: address(wire, host, at),
      port: random.pick(KNOCKED),
      service: null,
      duration: answered ? random.integer(40, 900) : null,
      sent: answered ? 0 : null,
      received: answered ? 0 : null,
      state,
    });
  }
}

/** Somebody or something inside asks the outside for something: a page, an update, a conference of an hour. */
function callOut(wire: Wire, random: Random, host: Host, at: Moment): void {
  const name = outsideName(random);
  const server = outsideAddress(name);
  askOutside(wire, host.index, at, name, server);
  const long = name.startsWith('meet.');
  const seconds = long ? random.integer(900, 4_500) : random.integer(1, 240);
  const received = long ? seconds * random.integer(40_000, 160_000) : random.integer(4_000, 4_000_000);
  const sent = long ? Math.round(received * random.between(0.3, 0.9)) : random.integer(900, 60_000);
  const ends = connection(wire.capture, random, {
    at,
    client: address(wire, host, at),
    clientPort: drawPort(random),
    server,
    port: 443,
    service: 'ssl',
    duration: Math.floor((seconds + random.fraction()) * SECOND),
    sent,
    received,
    state: random.chance(0.6) ? 'SF' : 'RSTO',
  });
  const version = random.chance(0.7) ? 'TLSv13' : 'TLSv12';
  shakeHands(wire.capture, random, at + 40 * MILLISECOND, ends, { version, name, subject: name, trust: 'ok' });
}

/** Servers that talk to the outside by their job: call records of roamers go to a clearing house at night, copies to a store elsewhere, health to a vendor. */
function partnerTraffic(wire: Wire, random: Random, host: Host, begin: Moment): void {
  const { capture } = wire;
  const client = address(wire, host, begin);
  const common = { client, clientPort: drawPort(random), state: 'SF' as const };
  if (host.role === 'mediation') {
    const at = begin + 2 * HOUR + Math.floor(random.fraction() * 50 * MINUTE);
    const sent = random.integer(2_000_000, 30_000_000);
    const ends = connection(capture, random, {
      ...common,
      at,
      server: '198.51.100.183',
      port: 22,
      service: 'ssh',
      duration: Math.floor(random.between(20, 400) * SECOND),
      sent,
      received: Math.round(sent / 60),
    });
    sshLogin(capture, at, ends, host, 'clearing.example', 'OUTBOUND');
  } else if (host.role === 'backup' || host.role === 'monitoring') {
    const [name, server] =
      host.role === 'backup' ? ['vault.services.example', '198.51.100.184'] : ['telemetry.vendor.example', '198.51.100.185'];
    const at =
      begin +
      (host.role === 'backup' ? 4 * HOUR + Math.floor(random.fraction() * 40 * MINUTE) : Math.floor(random.fraction() * 9 * SECOND));
    const seconds = host.role === 'backup' ? random.integer(1_200, 7_000) : 86_000 + random.integer(0, 300);
    const sent = seconds * (host.role === 'backup' ? random.integer(40_000, 400_000) : random.integer(40, 120));
    const ends = connection(capture, random, {
      ...common,
      at,
      server,
      port: 443,
      service: 'ssl',
      duration: Math.floor((seconds + random.fraction()) * SECOND),
      sent,
      received: Math.round(sent / 40) + 9_000,
    });
    shakeHands(capture, random, at + 40 * MILLISECOND, ends, { version: 'TLSv12', name, subject: name, trust: 'ok' });
  }
}

function address(wire: Wire, host: Host, at: Moment): string {
  return wire.addressOf(host.index, at);
}
