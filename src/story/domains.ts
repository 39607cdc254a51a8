import { byText } from '../lib/index.ts';
import type { AccountSpelling } from './story-facts.ts';

/** Gives each account the one name that the story uses for it. */
export type AccountNames = (account: string) => string;

/**
 * Joins the NetBIOS name of a domain to its DNS name (`user@corp` → `user@corp.example`) where one domain SID, the account's SID
 * without its last part (MS-DTYP 2.4.2), is seen with both. A NetBIOS name that two domains claim, or a SID with two DNS names,
 * stays as it is: domains are never merged by likeness.
 */
export function joinDomains(spellings: readonly AccountSpelling[]): AccountNames {
  const domainsOf = new Map<string, Set<string>>();
  for (const { account, account_sid } of spellings) {
    const domain = domainOf(account);
    const sid = domainSid(account_sid);
    if (domain === null || sid === null) continue;
    const seen = domainsOf.get(sid);
    if (seen) seen.add(domain);
    else domainsOf.set(sid, new Set([domain]));
  }
  const joined = dnsNames(domainsOf);
  return (account) => {
    const domain = domainOf(account);
    const dns = domain === null ? undefined : joined.get(domain);
    return domain === null || dns === undefined ? account : `${account.slice(0, account.length - domain.length)}${dns}`;
  };
}

function dnsNames(domainsOf: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string> {
  const claims = new Map<string, Set<string>>();
  for (const domains of domainsOf.values()) {
    const names = [...domains].sort(byText);
    const [dns, another] = names.filter((name) => name.includes('.'));
    if (dns === undefined || another !== undefined) continue;
    for (const name of names) if (name !== dns) claims.set(name, new Set([...(claims.get(name) ?? []), dns]));
  }
  const joined = new Map<string, string>();
  for (const [name, dns] of claims) if (dns.size === 1) for (const one of dns) joined.set(name, one);
  return joined;
}

function domainOf(account: string | null): string | null {
  const at = account?.lastIndexOf('@') ?? -1;
  return account === null || at < 0 ? null : account.slice(at + 1);
}

/** Domain and machine accounts share the prefix S-1-5-21 and three numbers; a local account's machine never has an @ name. */
function domainSid(sid: string | null): string | null {
  if (sid === null || !sid.startsWith('S-1-5-21-')) return null;
  return sid.slice(0, sid.lastIndexOf('-'));
}
