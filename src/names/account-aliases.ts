import { collect } from '../lib/index.ts';
import type { AccountAlias, DomainAlias } from '../case/index.ts';
import { PROVEN, UNDECIDED, USABLE } from './certainty.ts';
import { dnsDomains } from './domain-aliases.ts';
import { domainOf, suffixOf, userOf } from './labels.ts';
import { joinSightings, type Sighting } from './sighting.ts';

/** An account as a record names it, canonical as far as that record alone tells. */
export interface AccountSighting extends Sighting {
  readonly account: string;
  readonly sid: string | null;
  /** Whether the record spelled it as user principal name, whose suffix need not be the domain's name. */
  readonly upn: boolean;
}

/** A user without domain or SID in a record of a host. */
export interface BareAccount extends Sighting {
  readonly user: string;
  readonly host: string;
  /** Whether the host answers for a domain (it grants tickets): then the user is the domain's. */
  readonly controller: boolean;
}

const BY_SID = 0.95;
/** A controller, or a machine's own account database, speaks of its own accounts; of another domain's only by trust. */
const BY_HOST = 0.85;
const BY_HOST_UNSEEN = 0.7;
const BY_NAME = 0.6;

/**
 * Other names of accounts: `user@netbios` where the domain's DNS name is known, user principal names and SIDs where a record
 * shows them beside the account, and users alone by where they were named. What several accounts claim joins nothing.
 */
export function accountAliases(
  sightings: readonly AccountSighting[],
  bare: readonly BareAccount[],
  domains: readonly DomainAlias[],
): AccountAlias[] {
  const rows = [...byDomain(sightings, domains), ...bySid(sightings, dnsDomains(domains, PROVEN)), ...byHost(sightings, bare, domains)];
  return joinSightings(rows, ({ alias, at_host, account, evidence }) => JSON.stringify([alias, at_host, account, evidence]));
}

/** `kim@corp` → `kim@corp.example`; other names as they are. */
export function withDomain(account: string, dns: ReadonlyMap<string, string>): string {
  const domain = domainOf(account);
  const full = domain === null || account.includes('\\') ? undefined : dns.get(domain);
  return domain === null || full === undefined ? account : `${account.slice(0, account.length - domain.length)}${full}`;
}

function byDomain(sightings: readonly AccountSighting[], domains: readonly DomainAlias[]): AccountAlias[] {
  const dns = dnsDomains(domains, USABLE);
  return sightings.flatMap(({ account, first, last, ref }) => {
    const full = withDomain(account, dns);
    const netbios = domainOf(account);
    if (full === account) return [];
    const confidence = Math.max(
      ...domains.filter((one) => one.netbios === netbios && one.domain === domainOf(full)).map((one) => one.confidence),
    );
    return [{ alias: account, at_host: null, account: full, evidence: 'domain', confidence, first, last, ref }];
  });
}

function bySid(sightings: readonly AccountSighting[], dns: ReadonlyMap<string, string>): AccountAlias[] {
  const named = new Map<string, AccountSighting[]>();
  const owners = new Map<string, Set<string>>();
  for (const sighting of sightings) {
    if (sighting.sid === null || sighting.account.startsWith('sid:')) continue;
    const account = withDomain(sighting.account, sighting.upn ? new Map() : dns);
    collect(named, sighting.sid, { ...sighting, account });
    if (!sighting.upn) owners.set(account, (owners.get(account) ?? new Set()).add(sighting.sid));
  }
  return [...named].flatMap(([sid, same]) => {
    const logons = same.filter((one) => !one.upn);
    const proper = new Set((logons.length > 0 ? logons : same).map((one) => one.account));
    const [only] = proper;
    const principal = only !== undefined && proper.size === 1 ? only : null;
    const upns = same.filter((one) => one.upn && principal !== null && one.account !== principal);
    return [
      ...same.filter((one) => proper.has(one.account)).flatMap((one) => sidAlias(sid, one, principal !== null)),
      ...upns.map((one) => ({
        ...row(one.account, null, principal ?? one.account, one),
        // The name of one may be spelled like another's principal name.
        confidence: [...(owners.get(one.account) ?? [])].some((owner) => owner !== sid) ? UNDECIDED : BY_SID,
      })),
    ];
  });
}

/** Machines made from one image share the SIDs of their local accounts: there a SID means one account a host. */
function sidAlias(sid: string, one: AccountSighting, only: boolean): AccountAlias[] {
  const slash = one.account.indexOf('\\');
  const alias = row(`sid:${sid}`, slash < 0 || only ? null : one.account.slice(0, slash), one.account, one);
  return [only || slash >= 0 ? alias : { ...alias, confidence: UNDECIDED }];
}

function row(alias: string, at_host: string | null, account: string, { first, last, ref }: Sighting): AccountAlias {
  return { alias, at_host, account, evidence: 'sid', confidence: BY_SID, first, last, ref };
}

function byHost(sightings: readonly AccountSighting[], bare: readonly BareAccount[], domains: readonly DomainAlias[]): AccountAlias[] {
  const dns = dnsDomains(domains, USABLE);
  const known = new Set(sightings.map(({ account }) => withDomain(account, dns)));
  const byUser = new Map<string, Set<string>>();
  for (const account of known)
    if (account.includes('@')) byUser.set(userOf(account), (byUser.get(userOf(account)) ?? new Set()).add(account));
  return bare.map(({ user, host, controller, first, last, ref }) => {
    const domain = suffixOf(host);
    const alias = { alias: user, at_host: host, first, last, ref };
    if (!controller) return own(alias, `${host}\\${user}`, 'local');
    if (domain !== null) return own(alias, `${user}@${domain}`, 'controller');
    const [only, other] = byUser.get(user) ?? [];
    return {
      ...alias,
      account: only ?? user,
      evidence: 'only_candidate',
      confidence: only === undefined || other !== undefined ? UNDECIDED : BY_NAME,
    };
  });
  function own(alias: Omit<AccountAlias, 'account' | 'evidence' | 'confidence'>, account: string, evidence: string): AccountAlias {
    return { ...alias, account, evidence, confidence: known.has(account) ? BY_HOST : BY_HOST_UNSEEN };
  }
}
