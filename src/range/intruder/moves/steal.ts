import { MINUTE } from '../../moment.ts';
import type { Actor, Hold } from '../mind/actor.ts';
import type { Theft } from '../mind/knowledge.ts';
import { windowsTool } from '../kit/index.ts';
import type { Tool } from '../../operation/index.ts';
import { request, run } from './command.ts';

/** Share of hashes that a night of guessing turns into passwords. */
const GUESSED = 0.2;

/** Reads the credentials that lie in a host's memory at this moment. True where one of them is new to him. `waiting`: key of a tool that waited for it. */
export function dumpMemory(actor: Actor, hold: Hold, waiting?: string): boolean {
  const { random, style, kit, ground } = actor;
  const draw = random.fraction();
  const own = draw < style.ownDumper;
  const tool = own ? kit.dumper : draw < (1 + style.ownDumper) / 2 ? kit.minidumper : windowsTool('rundll32');
  const at = dump(actor, hold, own ? 'lsass' : 'lsass-minidump', tool, waiting);
  const sessions = ground.sessionsAt(hold.host, at);
  const theft: Theft = { host: hold.host, at, method: own ? 'lsass' : 'lsass-minidump', accounts: sessions.map(({ account }) => account) };
  return take(actor, hold, theft, new Set(sessions.filter(({ clear }) => clear).map(({ account }) => account)));
}

/** Reads the accounts of the host itself. True where its administrator's hash is new to him. */
export function dumpLocalAccounts(actor: Actor, hold: Hold): boolean {
  const { ground, kit, random } = actor;
  const administrator = ground.localAdministratorOf(hold.host);
  const at = dump(actor, hold, 'sam', random.chance(0.6) ? windowsTool('reg') : kit.dumper);
  return take(actor, hold, { host: hold.host, at, method: 'sam', accounts: administrator === null ? [] : [administrator] }, new Set());
}

/** Reads the domain's accounts from its controller; he takes note of administrators and services. True where one is new to him. */
export function dumpDomain(actor: Actor, hold: Hold): boolean {
  const { ground, random } = actor;
  const { estate } = ground.base;
  const domain = estate.hosts[hold.host]?.domain;
  const at = dump(actor, hold, 'ntds', windowsTool(random.chance(0.6) ? 'ntdsutil' : 'vssadmin'));
  const accounts = [...estate.accounts.entries()]
    .filter(([index, account]) => account.domain === domain?.netbios && ground.looksLike(index) !== 'person' && ground.enabled(index, at))
    .map(([index]) => index);
  return take(actor, hold, { host: hold.host, at, method: 'ntds', accounts }, new Set());
}

const TITLES: Readonly<Record<Theft['method'], readonly [string, string]>> = {
  lsass: ['T1003.001', 'LSASS memory read'],
  'lsass-minidump': ['T1003.001', 'LSASS memory written to a file'],
  sam: ['T1003.002', 'Local account database read'],
  ntds: ['T1003.003', 'Domain account database read'],
};

/** Runs a dump below what he holds; from a web shell he becomes LocalSystem first. Returns when the memory was opened. */
function dump(actor: Actor, hold: Hold, method: Theft['method'], tool: Tool, waiting?: string): number {
  const { script, kit, clock, random, chronicle } = actor;
  let parent = waiting ?? hold.process;
  let before = clock.now;
  if (waiting !== undefined) clock.after(1, 3);
  else if (parent === null) {
    const line = `${kit.escalator.image} -c "${tool.image}"`;
    const { key, at } = run(actor, hold, { image: kit.escalator.image, line, tool: kit.escalator, seconds: 25 });
    parent = key;
    before = at;
  } else {
    const { key, at } = run(actor, hold, { image: 'cmd.exe', line: 'cmd.exe', seconds: 40 });
    parent = key;
    before = at;
  }
  const at = Math.max(before, clock.after(1, 6));
  script.add({ act: 'dump', host: hold.host, at, parent: parent ?? 'system', method, tool, rights: kit.rights });
  const [technique, title] = TITLES[method];
  chronicle.step({ at, host: hold.host, tactic: 'credential-access', technique, title, account: null });
  clock.after(8, 60);
  if (hold.process === null)
    request(actor, hold.host, clock.now, { received: random.integer(300, 600), sent: random.integer(40_000, 9_000_000) });
  return at;
}

function take(actor: Actor, hold: Hold, theft: Theft, clear: ReadonlySet<number>): boolean {
  const { knowledge, chronicle, random, clock, ground } = actor;
  chronicle.theft(theft);
  const gained: number[] = [];
  for (const account of theft.accounts) {
    knowledge.see(account, theft.host);
    // What lies in memory now is what opens doors now, whatever he had before.
    if (actor.changed.delete(account)) knowledge.drop(account);
    const guessed = ground.looksLike(account) !== 'service' && random.chance(GUESSED);
    const taken = knowledge.take({ account, secret: clear.has(account) || guessed ? 'password' : 'hash', stolen: theft });
    if (taken) gained.push(account);
  }
  clock.waitFor(clock.now + MINUTE);
  for (const account of random.sample(gained, 3)) askGroups(actor, hold, account);
  return gained.length > 0;
}

/** Asks the domain what groups somebody is in. */
function askGroups(actor: Actor, hold: Hold, account: number): void {
  const { ground, knowledge } = actor;
  const owner = ground.base.estate.accounts[account];
  if (owner === undefined || owner.realm === null) return;
  run(actor, hold, { image: 'net.exe', line: `net user ${owner.name} /domain` });
  knowledge.asked.add(account);
}
