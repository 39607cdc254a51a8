import type { HostRole } from '../../estate/index.ts';
import type { Ground } from './ground.ts';
import type { Knowledge } from './knowledge.ts';

/** How much a host of a role promises: credentials of the mighty, or a way to the records. */
const PROMISE: Readonly<Record<HostRole, number>> = {
  controller: 7,
  jump: 6,
  mediation: 8,
  billing: 7,
  rollout: 5,
  application: 4,
  backup: 4,
  monitoring: 3,
  files: 3.5,
  mail: 3,
  portal: 2,
  web: 1.5,
  desktop: 1.6,
  scanner: 1,
  frontend: 0,
  vpn: 0,
  warehouse: 0,
};

/** What the intruder expects of a host that he knows of. */
export function promiseOf(knowledge: Knowledge, host: number): number {
  const role = knowledge.hosts.get(host)?.role ?? null;
  const promise = role === null ? 2.5 : PROMISE[role];
  return knowledge.databaseClients.has(host) ? promise + 9 : promise;
}

/** How likely he thinks it that an account is an administrator of a host: 0–1. */
export function likelihoodOf(ground: Ground, knowledge: Knowledge, account: number, host: number): number {
  if (knowledge.refused(account, host)) return 0;
  const listed = knowledge.administrators.get(host);
  if (listed !== undefined) return listed.has(account) ? 0.98 : 0;
  const { estate } = ground.base;
  const target = estate.hosts[host];
  const owner = estate.accounts[account];
  if (target === undefined || owner === undefined) return 0;
  if (owner.realm === null) return likelihoodOfLocal(ground, knowledge, account, host);
  if (knowledge.domainAdministrators.has(account)) return owner.domain === target.domain.netbios ? 0.95 : 0.3;
  const role = knowledge.hosts.get(host)?.role ?? null;
  let best = ground.looksLike(account) === 'person' ? 0.06 : 0.3;
  for (const [known, administrators] of knowledge.administrators) {
    if (!administrators.has(account)) continue;
    const alike = estate.hosts[known];
    if (alike === undefined) continue;
    const sameRole = knowledge.hosts.get(known)?.role === role && role !== null;
    best = Math.max(best, sameRole ? 0.75 : alike.zone === target.zone ? 0.5 : 0.4);
  }
  if (knowledge.seenOn.get(account)?.has(host) === true) best = Math.max(best, 0.6);
  if (knowledge.asked.has(account)) best = 0.85 * ground.reachOf(account, host) + 0.15 * best;
  // Who was turned away a few times is no administrator, whatever he is called.
  return best * 0.8 ** knowledge.refusals(account);
}

/** Built-in administrators often share a password among machines that were set up alike: it is worth a try. */
function likelihoodOfLocal(ground: Ground, knowledge: Knowledge, account: number, host: number): number {
  const { estate } = ground.base;
  const name = estate.accounts[account]?.domain;
  const source = estate.hosts.find((one) => one.short.toUpperCase() === name);
  const target = estate.hosts[host];
  if (source === undefined || target === undefined || source.index === host) return 0;
  const role = knowledge.hosts.get(host)?.role ?? null;
  if ((source.role === 'desktop') !== (role === 'desktop') && role !== null) return 0.08;
  return source.role === role ? 0.6 : source.zone === target.zone ? 0.4 : 0.25;
}
