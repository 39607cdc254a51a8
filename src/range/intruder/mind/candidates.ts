import { likelihoodOf, promiseOf } from './appraisal.ts';
import { keepsToPaths, type Actor, type Hold } from './actor.ts';
import type { Credential } from './knowledge.ts';

/** A credential he might try on a host, from one that he holds. */
export interface Candidate {
  readonly from: Hold;
  readonly credential: Credential;
  readonly host: number;
  /** What he expects of it. */
  readonly worth: number;
}

/** Tries worth more than `least`. Who keeps to known paths goes no other way; unless he does, where he starts from is a matter of taste. */
export function keyCandidates(actor: Actor, least: number): Candidate[] {
  const { knowledge, ground, holds, resting } = actor;
  const { estate } = ground.base;
  const held = [...holds.values()];
  const candidates: Candidate[] = [];
  for (const host of knowledge.hosts.keys()) {
    if (estate.hosts[host]?.system !== 'windows' || holds.has(host)) continue;
    const promise = promiseOf(knowledge, host);
    for (const credential of knowledge.credentials.values()) {
      if (resting.has(credential.account)) continue;
      const likelihood = likelihoodOf(ground, knowledge, credential.account, host);
      if (likelihood * promise < least) continue;
      const from = start(actor, held, credential, host);
      if (from !== null) candidates.push({ from, credential, host, worth: likelihood * promise });
    }
  }
  return candidates;
}

/** The host to try it from: one that the firewalls let through, deep ones and the tunnel's first. */
function start(actor: Actor, held: readonly Hold[], credential: Credential, host: number): Hold | null {
  const { ground, random, clock, tunnel } = actor;
  const known = keepsToPaths(actor);
  let best: Hold | null = null;
  let most = -Infinity;
  for (const hold of held) {
    if (hold.host === host || !ground.permits(hold.host, host)) continue;
    if (known && !ground.walkedBefore(credential.account, hold.host, host, clock.now)) continue;
    const taste = Math.min(3, hold.depth) * 0.5 + (tunnel?.host === hold.host ? 1.2 : 0) + random.between(0, 2);
    if (taste <= most) continue;
    best = hold;
    most = taste;
  }
  return best;
}
