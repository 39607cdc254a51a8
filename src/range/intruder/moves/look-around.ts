import { SECOND } from '../../moment.ts';
import type { Actor, Hold } from '../mind/actor.ts';
import { run } from './command.ts';

/** A command that tells something, and what he learns of its answer. */
interface Question {
  readonly image: string;
  readonly line: string;
  readonly technique: string;
  learn(actor: Actor, hold: Hold): void;
}

const QUESTIONS: readonly Question[] = [
  { image: 'ipconfig.exe', line: 'ipconfig /all', technique: 'T1016', learn: sightControllers },
  { image: 'netstat.exe', line: 'netstat -ano', technique: 'T1049', learn: sightConnections },
  { image: 'arp.exe', line: 'arp -a', technique: 'T1018', learn: (actor, hold) => sightNeighbours(actor, hold, 0.6) },
  { image: 'net.exe', line: 'net view /domain', technique: 'T1018', learn: (actor, hold) => sightDomain(actor, hold, 0.35) },
  { image: 'nltest.exe', line: 'nltest /dclist:', technique: 'T1018', learn: sightControllers },
  { image: 'net.exe', line: 'net group "Domain Admins" /domain', technique: 'T1069.002', learn: listDomainAdministrators },
  { image: 'net.exe', line: 'net localgroup administrators', technique: 'T1069.001', learn: listAdministrators },
  { image: 'tasklist.exe', line: 'tasklist /v', technique: 'T1057', learn: seeSessions },
  { image: 'query.exe', line: 'query user', technique: 'T1033', learn: seeSessions },
  { image: 'systeminfo.exe', line: 'systeminfo', technique: 'T1082', learn: () => {} },
];

/** Asks a host that is new to him what is there: who is on it, who may, and what is around it. */
export function lookAround(actor: Actor, hold: Hold): void {
  const { random, chronicle, clock, style, ground, knowledge } = actor;
  knowledge.sight(hold.host, ground.base.estate.hosts[hold.host]?.role ?? null);
  listAdministrators(actor, hold);
  const asked = random.sample(QUESTIONS, random.integer(4, 7));
  const first = clock.now;
  for (const question of asked) {
    run(actor, hold, { image: question.image, line: question.line });
    question.learn(actor, hold);
  }
  const technique = asked[0]?.technique ?? 'T1082';
  chronicle.step({ at: first, host: hold.host, tactic: 'discovery', technique, title: 'Host and network looked over', account: null });
  if (random.chance(0.7)) searchScripts(actor, hold);
  const role = ground.base.estate.hosts[hold.host]?.role;
  if (role === 'controller') listZone(actor, hold);
  else if (style.scans && random.chance(0.4)) scan(actor, hold);
}

/** Asks who is signed on; he need not stay for it. */
export function whoIsOn(actor: Actor, hold: Hold): void {
  run(actor, hold, { image: 'query.exe', line: 'query user' });
  seeSessions(actor, hold);
}

function sightControllers(actor: Actor, { host }: Hold): void {
  const { estate } = actor.ground.base;
  const here = estate.hosts[host];
  for (const controller of estate.byRole('controller'))
    if (controller.domain === here?.domain) actor.knowledge.sight(controller.index, 'controller');
}

function sightConnections(actor: Actor, { host }: Hold): void {
  const { ground, knowledge, clock } = actor;
  const { estate } = ground.base;
  for (const { other, kind } of ground.connectionsAt(host, clock.now)) {
    knowledge.sight(other, guessed(actor, other));
    if (kind === 'database') knowledge.databaseClients.add(estate.hosts[other]?.role === 'warehouse' ? host : other);
  }
}

function sightNeighbours(actor: Actor, { host }: Hold, share: number): void {
  const { estate } = actor.ground.base;
  const here = estate.hosts[host];
  for (const other of estate.hosts) {
    if (other.index !== host && other.zone === here?.zone && other.site === here.site && actor.random.chance(share))
      actor.knowledge.sight(other.index, guessed(actor, other.index));
  }
}

function sightDomain(actor: Actor, { host }: Hold, share: number): void {
  const { estate } = actor.ground.base;
  const here = estate.hosts[host];
  for (const other of estate.hosts) {
    if (other.system === 'windows' && other.domain === here?.domain && actor.random.chance(share))
      actor.knowledge.sight(other.index, guessed(actor, other.index));
  }
}

function listDomainAdministrators(actor: Actor, { host }: Hold): void {
  const { estate } = actor.ground.base;
  const here = estate.hosts[host];
  for (const { admin, role } of estate.people)
    if (role === 'domain-admin' && admin !== null && admin.domain === here?.domain.netbios)
      actor.knowledge.domainAdministrators.add(estate.accountIndex(admin));
}

function listAdministrators(actor: Actor, { host }: Hold): void {
  const { estate } = actor.ground.base;
  const { knowledge } = actor;
  if (knowledge.administrators.has(host)) return;
  knowledge.administrators.set(host, new Set([...estate.accounts.keys()].filter((account) => estate.administers(account, host))));
}

function seeSessions(actor: Actor, { host }: Hold): void {
  const { ground, knowledge, clock } = actor;
  for (const { account } of ground.sessionsAt(host, clock.now)) knowledge.see(account, host);
}

/** Scripts with passwords in them. */
function searchScripts(actor: Actor, hold: Hold): void {
  const { ground, knowledge, chronicle } = actor;
  const { at } = run(actor, hold, { image: 'findstr.exe', line: 'findstr /si password C:\\*.cmd C:\\*.ps1 C:\\*.xml', seconds: 9 });
  const account = ground.forgottenOn(hold.host);
  if (account === null) return;
  knowledge.take({ account, secret: 'password', stolen: null });
  chronicle.step({
    at,
    host: hold.host,
    tactic: 'credential-access',
    technique: 'T1552.001',
    title: 'Password read from a script',
    account,
  });
}

/** The zone of a domain, all of it, from its controller. */
function listZone(actor: Actor, hold: Hold): void {
  const { estate } = actor.ground.base;
  const domain = estate.hosts[hold.host]?.domain;
  const { at } = run(actor, hold, { image: 'dnscmd.exe', line: `dnscmd /zoneprint ${domain?.dns ?? '.'}`, seconds: 4 });
  for (const other of estate.hosts) if (other.domain === domain) actor.knowledge.sight(other.index, guessed(actor, other.index));
  actor.chronicle.step({ at, host: hold.host, tactic: 'discovery', technique: 'T1018', title: 'Zone of the domain listed', account: null });
}

/** A scanner of his own knocks at some hosts around. */
function scan(actor: Actor, hold: Hold): void {
  const { script, kit, clock, random, ground, knowledge, chronicle } = actor;
  const { estate } = ground.base;
  const here = estate.hosts[hold.host];
  const reached = random
    .sample(
      estate.hosts.filter((other) => other.index !== hold.host && other.site === here?.site && ground.permits(hold.host, other.index)),
      random.integer(4, 14),
    )
    .sort((a, b) => a.index - b.index);
  const [first] = reached;
  if (first === undefined) return;
  const network = estate.addressOf(first.index, clock.now).split('.').slice(0, 3).join('.');
  const line = `${kit.scanner.image} ${network}.0/24`;
  const { key, at } = run(actor, hold, { image: kit.scanner.image, line, tool: kit.scanner, seconds: 40 });
  for (const other of reached) {
    const address = estate.addressOf(other.index, at);
    script.add({
      act: 'connect',
      host: hold.host,
      at: clock.after(1, 2),
      process: key,
      address,
      port: 445,
      seconds: 1,
      sent: 180,
      received: 320,
      name: null,
    });
    knowledge.sight(other.index, guessed(actor, other.index));
  }
  chronicle.step({ at, host: hold.host, tactic: 'discovery', technique: 'T1046', title: 'Scanner run', account: null });
  clock.waitFor(at + 45 * SECOND);
}

/** Most names give away what a host is for. */
export function guessed(actor: Actor, host: number): 'desktop' | null | ReturnType<typeof roleOf> {
  const role = roleOf(actor, host);
  return role === 'desktop' || actor.random.chance(0.65) ? role : null;
}

function roleOf(actor: Actor, host: number): NonNullable<ReturnType<Actor['knowledge']['hosts']['get']>>['role'] {
  return actor.ground.base.estate.hosts[host]?.role ?? null;
}
