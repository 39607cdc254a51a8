import { HOUR, MINUTE, SECOND } from '../../moment.ts';
import type { Actor, Hold } from '../mind/actor.ts';
import type { Credential } from '../mind/knowledge.ts';
import type { Visit } from '../mind/ground.ts';
import { openShare } from './share.ts';

/** Share of visitors who open what lies there for them. */
const CURIOUS = 0.3;

/** Puts a document that lets his program in on a share that one of his accounts opens anyway. */
export function taint(actor: Actor, from: Hold, credential: Credential, host: number): void {
  const { random, chronicle, clock } = actor;
  const at = openShare(actor, from, credential, credential.account, host, {
    sent: random.integer(90_000, 900_000),
    received: random.integer(3_000, 40_000),
  });
  chronicle.step({
    at,
    host,
    tactic: 'lateral-movement',
    technique: 'T1080',
    title: 'Document with a program left on a share',
    account: credential.account,
  });
  clock.after(20, 90);
}

/**
 * Waits until somebody takes the document home to his desk and opens it: the program runs there as he, without any logon. Returns the hold
 * on that desk; null where nobody did within a time (µs).
 */
export function biteOf(actor: Actor, shares: ReadonlySet<number>, patience: number): Hold | null {
  const { ground, clock, random, holds } = actor;
  const until = clock.now + patience;
  const visits = [...shares].flatMap((share) => ground.visitsFromDesks(share, clock.now, until)).sort((a, b) => a.at - b.at);
  for (const visit of visits) {
    if (holds.has(visit.desk) || !random.chance(CURIOUS)) continue;
    const opened = visit.at + random.integer(40, 900) * SECOND;
    if (ground.seatedUntil(visit.desk, visit.account, opened) < opened + HOUR) continue;
    clock.waitFor(opened);
    return clock.over ? null : settle(actor, visit);
  }
  clock.waitFor(until);
  return null;
}

/** His program starts on a desk again as its owner signs on, within a time (µs); null where he does not, or the time is up. */
export function comeAlong(actor: Actor, desk: number, account: number, patience: number): Hold | null {
  const { ground, clock } = actor;
  const at = ground.nextSeatOf(desk, account, clock.now, clock.now + patience);
  if (at === null) return null;
  clock.waitFor(at + 90 * SECOND);
  return clock.over ? null : settle(actor, { desk, account, at: clock.now });
}

function settle(actor: Actor, { desk, account }: Visit): Hold {
  const { script, kit, clock, random, chronicle, holds, knowledge, ground } = actor;
  const at = clock.now;
  const started = script.key('p');
  const until = ground.seatedUntil(desk, account, at);
  script.add({
    act: 'process',
    host: desk,
    at,
    seat: account,
    image: kit.implant.image,
    commandLine: `"${kit.implant.image}"`,
    seconds: Math.max(60, Math.floor((until - at) / SECOND) - 60),
    tool: kit.implant,
    started,
  });
  chronicle.step({ at, host: desk, tactic: 'execution', technique: 'T1204.002', title: 'Program started by who sits there', account });
  const { address, name } = kit.peer;
  const called = clock.after(5, 40);
  const bytes = { sent: random.integer(9_000, 90_000), received: random.integer(20_000, 700_000) };
  script.add({ act: 'connect', host: desk, at: called, process: started, address, port: 443, seconds: 600, ...bytes, name });
  const hold: Hold = {
    host: desk,
    process: started,
    session: 'system',
    since: at,
    until: until - 10 * MINUTE,
    activity: null,
    edge: null,
    lured: account,
    depth: 2,
  };
  holds.set(desk, hold);
  knowledge.sight(desk, 'desktop');
  knowledge.see(account, desk);
  clock.after(20, 90);
  return hold;
}
