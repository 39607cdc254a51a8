import { HOUR, MINUTE, SECOND, type Moment } from '../../moment.ts';
import type { ActivityDetail, ActivityKind, Planned } from '../../plan/index.ts';
import { extend, type Actor, type Edge, type Hold } from '../mind/actor.ts';
import type { Credential } from '../mind/knowledge.ts';
import { below, openShare, proof } from './share.ts';
import { toolLine } from './tool-line.ts';

const KINDS: Readonly<Record<Edge['mechanism'], ActivityKind>> = {
  service: 'service',
  task: 'task',
  wmi: 'wmi',
  winrm: 'shell',
  rdp: 'desktop',
  smb: 'share',
};

const TECHNIQUES: Readonly<Record<Edge['mechanism'], readonly [string, string]>> = {
  service: ['T1021.002', 'Service dropped over an admin share'],
  task: ['T1053.005', 'Scheduled task registered from afar'],
  wmi: ['T1047', 'Program started over WMI'],
  winrm: ['T1021.006', 'Remote shell'],
  rdp: ['T1021.001', 'Remote desktop with a stolen account'],
  smb: ['T1021.002', 'Admin share opened'],
};

/** What came of a try. */
export type Outcome = { readonly hold: Hold } | 'wrong password' | 'denied' | 'unreachable';

/** Whether a credential, used on a host, really opens it as an administrator; `account` is the one that the host knows. */
export interface Key {
  readonly account: number;
  readonly outcome: 'opens' | 'wrong password' | 'denied';
}

/** What a credential is at a host: the built-in administrator of one is tried as that of another. */
export function keyAt(
  { ground, changed }: Pick<Actor, 'ground' | 'changed'>,
  credential: Credential,
  host: number,
  at: Moment,
): Key | null {
  const { estate } = ground.base;
  const local = estate.accounts[credential.account]?.realm === null;
  const account = local ? ground.localAdministratorOf(host) : credential.account;
  if (account === null) return null;
  const same = account === credential.account || estate.twinsOf(credential.account).includes(account);
  if (!same || changed.has(credential.account) || !ground.enabled(account, at)) return { account, outcome: 'wrong password' };
  return { account, outcome: estate.administers(account, host) ? 'opens' : 'denied' };
}

/** Tries a credential from a host he holds on another. */
export function move(actor: Actor, from: Hold, credential: Credential, host: number): Outcome {
  const { clock, ground, knowledge } = actor;
  if (ground.wasDown(host, clock.now - HOUR, clock.now + 10 * MINUTE)) return 'unreachable';
  const key = keyAt(actor, credential, host, clock.now);
  if (key === null) {
    knowledge.refuse(credential.account, host);
    return 'unreachable';
  }
  if (key.outcome === 'opens') return { hold: arrive(actor, from, credential, key.account, host, chooseMechanism(actor, credential)) };
  knowledge.refuse(credential.account, host);
  knock(actor, from, credential, key, host);
  return key.outcome;
}

/** Goes a way again that he has gone. Null where it no longer leads there. */
export function goAgain(actor: Actor, from: Hold, edge: Edge, host: number): Hold | null {
  const { clock, ground, knowledge } = actor;
  const { estate } = ground.base;
  if (ground.wasDown(host, clock.now - HOUR, clock.now + 10 * MINUTE)) return null;
  const credential = [...knowledge.credentials.values()].find(
    ({ account }) => account === edge.account || estate.twinsOf(account).includes(edge.account),
  );
  const key = credential === undefined ? null : keyAt(actor, credential, host, clock.now);
  if (credential === undefined || key?.outcome !== 'opens') return null;
  return arrive(actor, from, credential, key.account, host, edge.mechanism);
}

function arrive(actor: Actor, from: Hold, credential: Credential, account: number, host: number, mechanism: Edge['mechanism']): Hold {
  const { clock, chronicle, script, random, kit, holds } = actor;
  const { estate } = actor.ground.base;
  const copied = mechanism === 'task' || (mechanism === 'wmi' && random.chance(0.6));
  if (copied) {
    openShare(actor, from, credential, account, host, { sent: random.integer(80_000, 900_000), received: random.integer(2_000, 9_000) });
    script.add({ act: 'file', host, at: clock.now - 4 * SECOND, process: 'system', path: kit.implant.image });
  }
  const process = below(actor, from, { ...toolLine(actor, mechanism, credential, account, host), seconds: 12 });
  const at = clock.after(1, 4);
  const session = script.key('s');
  const started = mechanism === 'rdp' ? undefined : script.key('p');
  const stays = mechanism === 'rdp' || mechanism === 'winrm';
  const spawns = mechanism === 'wmi' || mechanism === 'task';
  const planned: Planned = {
    kind: KINDS[mechanism],
    at,
    seconds: stays || spawns ? random.integer(160, 600) : random.integer(4, 400),
    from: from.host,
    to: host,
    account,
  };
  const activity = script.activity(planned, {
    session,
    ...process,
    ...proof(actor, credential),
    ...(started === undefined ? {} : { started }),
    ...dropped(actor, mechanism, copied),
    sent: random.integer(6_000, 700_000),
    received: random.integer(3_000, 90_000),
  });
  chronicle.use(activity, mechanism, credential.stolen);
  const [technique, title] = TECHNIQUES[mechanism];
  chronicle.step({ at, host, tactic: 'lateral-movement', technique, title, account });
  extend(from, at + 12 * SECOND);
  clock.after(25, 90);
  const prompt = started === undefined ? openPrompt(actor, host, session) : spawns ? spawn(actor, host, started) : started;
  const hold: Hold = {
    host,
    process: prompt,
    session,
    since: at,
    until: stays ? Math.max(actor.clock.shiftEnds, clock.now + HOUR) : Infinity,
    activity: stays ? activity : null,
    edge: { from: from.host, account, mechanism },
    lured: null,
    depth: from.depth + 1,
  };
  extend(hold, clock.now);
  holds.set(host, hold);
  actor.knowledge.sight(host, estate.hosts[host]?.role ?? null);
  return hold;
}

/** What he leaves at the destination, by how he came. */
function dropped(actor: Actor, mechanism: Edge['mechanism'], copied: boolean): ActivityDetail {
  const { kit, random } = actor;
  switch (mechanism) {
    case 'service': {
      const name = random.letters(8);
      return { name: random.chance(0.5) ? random.letters(4) : name, image: `C:\\Windows\\${name}.exe` };
    }
    case 'task':
      return {
        name: random.pick(['\\Update', '\\Sync', '\\Diag', '\\']) + random.letters(6),
        image: kit.implant.image,
        commandLine: `${kit.implant.image} -s`,
      };
    case 'wmi':
      if (copied) return { image: kit.implant.image, commandLine: `${kit.implant.image} -k` };
      return {
        image: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
        commandLine: `powershell.exe -nop -w hidden -enc ${Buffer.from(random.letters(48)).toString('base64')}`,
      };
    default:
      return {};
  }
}

/** Who is refused leaves a trace all the same: a wrong password, or a session that may do nothing. */
function knock(actor: Actor, from: Hold, credential: Credential, key: Key, host: number): void {
  const { clock, chronicle, script } = actor;
  const process = below(actor, from, { ...toolLine(actor, 'smb', credential, key.account, host), seconds: 3 });
  const wrong = key.outcome === 'wrong password';
  const planned: Planned = {
    kind: wrong ? 'failure' : 'share',
    at: clock.after(1, 3),
    seconds: 2,
    from: from.host,
    to: host,
    account: key.account,
  };
  const activity = script.activity(planned, { ...process, ...proof(actor, credential), session: script.key('s') });
  chronicle.failure(activity, wrong ? 'wrong password' : 'denied');
  extend(from, activity.at);
  clock.after(5, 40);
}

/** What was started from afar starts what stays: it ends with the session that it came in. */
function spawn({ script, clock, kit }: Actor, host: number, parent: string): string {
  const started = script.key('p');
  const { image } = kit.implant;
  script.add({
    act: 'process',
    host,
    at: clock.now,
    parent,
    image,
    commandLine: `${image} -d`,
    seconds: 86_400,
    tool: kit.implant,
    started,
  });
  clock.after(2, 20);
  return started;
}

/** A command prompt in the session of a desktop. */
function openPrompt({ script, clock }: Actor, host: number, session: string): string {
  const started = script.key('p');
  script.add({
    act: 'process',
    host,
    at: clock.now,
    session,
    image: 'C:\\Windows\\System32\\cmd.exe',
    commandLine: '"C:\\Windows\\system32\\cmd.exe"',
    seconds: Math.max(3_600, Math.ceil((clock.shiftEnds - clock.now) / SECOND)),
    started,
  });
  clock.after(10, 40);
  return started;
}

/** By habit and by what the credential allows: a desktop asks for the password. */
function chooseMechanism({ style, random }: Actor, credential: Credential): Edge['mechanism'] {
  const weights = Object.entries(style.mechanisms).filter(
    ([name]) => name !== 'smb' && (name !== 'rdp' || credential.secret === 'password'),
  );
  let left = random.between(
    0,
    weights.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [name, weight] of weights) {
    left -= weight;
    if (left <= 0 && isMechanism(name)) return name;
  }
  return 'service';
}

function isMechanism(name: string): name is Edge['mechanism'] {
  return name in KINDS;
}
