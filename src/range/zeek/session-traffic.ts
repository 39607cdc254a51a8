import { createHash } from 'node:crypto';
import type { Host } from '../estate/index.ts';
import { MILLISECOND, SECOND, type Moment } from '../moment.ts';
// The file itself: what is played on hosts may in turn ask what passes on the wire.
import { dynamicPort, portAfter } from '../play/kinds/ends.ts';
import type { Capture } from './capture.ts';
import { about, type Ends } from './connection.ts';
import { call } from './file-traffic.ts';
import { httpLog, rdpLog, sshLog } from './log-shapes.ts';
import { carry, halfway, prove, type Passage } from './passage.ts';
import { shakeHands } from './tls.ts';

/** A client of remote desktop sends nine characters of the account's name before it says anything. */
const COOKIE = 9;

/** Remote desktop: rdp.log, the TLS inside it, bytes by how long it lasts. */
export function desktopTraffic(passage: Passage): void {
  const { capture, random, activity, account, workstation, target } = passage;
  const received = Math.round(activity.seconds * random.between(1_500, 9_000)) + 30_000;
  const ends = carry(passage, { port: 3389, service: 'rdp,ssl', sent: Math.round(received / random.between(8, 20)) + 6_000, received });
  const at = activity.at + 8 * MILLISECOND;
  const cookie = account.name.slice(0, COOKIE).toLowerCase();
  const protocol = ['encrypted', 'HYBRID_EX', null, null, null, workstation, null, null, null, null, null, 0, null, null, null];
  capture.add(rdpLog, at + SECOND, about(at, ends, cookie, ...protocol));
  shakeHands(capture, random, at, ends, { version: 'TLSv12', name: null, subject: target.fqdn, trust: 'self signed certificate' });
}

/** A remote shell: WinRM is HTTP whose body nobody can read. */
export function shellTraffic(passage: Passage): void {
  const { capture, random } = passage;
  const service = passage.shared.package === 'NTLM' ? 'gssapi,http,ntlm' : 'gssapi,http';
  const sent = random.integer(12_000, 60_000);
  const ends = carry(passage, { port: 5985, service, sent, received: random.integer(8_000, 90_000) });
  prove(passage, ends);
  const at = halfway(passage);
  const host = `${passage.called}:5985`;
  const request = ['/wsman?PSVersion=5.1.17763.1', null, '1.1', 'Microsoft WinRM Client', null, random.integer(1_500, 9_000)];
  const answer = [random.integer(900, 7_000), 200, null, null, null, [], null, null, null, null, null, null, null, null, null];
  capture.add(httpLog, at + 20 * MILLISECOND, about(at, ends, 1, 'POST', host, ...request, ...answer));
}

/** A program started over WMI: the endpoint mapper first, then calls to a port of the dynamic range. */
export function wmiTraffic(passage: Passage): void {
  const { random, activity, shared } = passage;
  const mapped = { port: 135, service: 'dce_rpc', sent: random.integer(700, 1_200), received: random.integer(700, 1_100), seconds: 12 };
  const first = carry(passage, mapped);
  prove(passage, first);
  call(passage, first, halfway(passage), '135', 'IRemoteSCMActivator', ['RemoteCreateInstance']);
  const port = dynamicPort(activity.to);
  const after = Math.floor(shared.latency / 2);
  const sizes = { sent: random.integer(4_000, 14_000), received: random.integer(5_000, 20_000) };
  const second = carry(passage, { port, service: 'dce_rpc', ...sizes, from: portAfter(shared.port, 1), after });
  const at = activity.at + after;
  call(passage, second, at + 3 * MILLISECOND, String(port), 'IWbemLevel1Login', ['EstablishPosition', 'NTLMLogin']);
  call(passage, second, at + 20 * MILLISECOND, String(port), 'IWbemServices', ['GetObject', 'ExecMethod']);
}

/** A secure shell. */
export function sshTraffic(passage: Passage): void {
  const { capture, random, activity, source, target } = passage;
  const sent = Math.round(activity.seconds * random.between(15, 60)) + 3_500;
  const ends = carry(passage, { port: 22, service: 'ssh', sent, received: Math.round(sent * random.between(1.2, 6)) });
  sshLogin(capture, activity.at, ends, source, target.fqdn, null);
}

/** ssh.log: the sensor tells by the sizes of packets whether the client got in; the direction only of what crosses the border. */
export function sshLogin(capture: Capture, from: Moment, ends: Ends, source: Host, server: string, direction: 'OUTBOUND' | null): void {
  const at = from + 5 * MILLISECOND;
  const client = source.system === 'windows' ? 'SSH-2.0-PuTTY_Release_0.78' : 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u2';
  const algorithms = ['aes256-ctr', 'hmac-sha2-256', 'none', 'curve25519-sha256', 'ssh-ed25519', hostKey(server)];
  capture.add(sshLog, at + 2 * SECOND, about(at, ends, 2, true, 1, direction, client, 'SSH-2.0-OpenSSH_8.7', ...algorithms));
}

/** A session with the database: encrypted by the protocol's own way, which Zeek 6 does not follow. */
export function databaseTraffic(passage: Passage): void {
  const { random, activity } = passage;
  const received = Math.round((activity.seconds + 20) * random.between(60, 900));
  carry(passage, { port: 5432, service: null, sent: Math.round(received / random.between(2, 12)) + 900, received });
}

/** Mail and portal: TLS. */
export function webTraffic(passage: Passage): void {
  const { capture, random, activity, target } = passage;
  const received = random.integer(9_000, 400_000);
  const ends = carry(passage, { port: 443, service: 'ssl', sent: random.integer(2_000, 30_000), received });
  const at = activity.at + 4 * MILLISECOND;
  shakeHands(capture, random, at, ends, {
    version: 'TLSv12',
    name: target.fqdn,
    subject: target.fqdn,
    trust: 'unable to get local issuer certificate',
  });
}

const keys = new Map<string, string>();

/** MD5 of a host's key, as bytes with colons. */
function hostKey(host: string): string {
  let key = keys.get(host);
  if (key === undefined) {
    key = (createHash('md5').update(`key of ${host}`).digest('hex').match(/../g) ?? []).join(':');
    keys.set(host, key);
  }
  return key;
}
