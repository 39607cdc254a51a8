import { collect } from '../lib/index.ts';
import { withDomain } from './account-aliases.ts';
import { domainOf, shortNames, suffixOf, userOf } from './labels.ts';

/** The host whose account a machine account is; null for another account, and for a domain whose DNS name is unknown. */
export type MachineHost = (account: string) => string | null;

/**
 * `ws01$@corp` is the account of ws01 in the domain's DNS name. A machine account's name is cut as NetBIOS cuts it: where one logging host
 * of the domain has that beginning, it is that host.
 */
export function machineHosts(logging: Iterable<string>, dns: ReadonlyMap<string, string>): MachineHost {
  const byAccount = new Map<string, string[]>();
  for (const host of logging) for (const short of shortNames(host)) collect(byAccount, `${short}$@${suffixOf(host) ?? ''}`, host);
  return (account) => {
    const full = withDomain(account, dns);
    const domain = domainOf(full);
    if (domain === null || !domain.includes('.') || !userOf(full).endsWith('$')) return null;
    const [host, other] = byAccount.get(full) ?? [];
    if (other !== undefined) return null;
    return host ?? `${userOf(full).slice(0, -1)}.${domain}`;
  };
}
