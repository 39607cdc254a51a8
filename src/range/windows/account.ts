/** Somebody who can be logged on, as Windows records spell him. */
export interface Account {
  readonly name: string;
  readonly sid: string;
  /** NetBIOS name of his domain, name of the machine, or `NT AUTHORITY`. */
  readonly domain: string;
  /** Upper-case DNS name of his domain, which Kerberos writes in place of the short one; null outside a domain. */
  readonly realm: string | null;
  /** The name that truth.json gives him. */
  readonly canonical: string;
}

/** A Windows domain: its names and the SID that its accounts share. */
export interface Domain {
  readonly dns: string;
  readonly netbios: string;
  readonly sid: string;
}

export function domainAccount(domain: Domain, name: string, rid: number): Account {
  const realm = domain.dns.toUpperCase();
  return { name, sid: `${domain.sid}-${rid}`, domain: domain.netbios, realm, canonical: `${name.toLowerCase()}@${domain.dns}` };
}

/** An account of one machine: `host\user`. */
export function localAccount(host: { readonly short: string; readonly fqdn: string }, name: string, sid: string): Account {
  return { name, sid, domain: host.short.toUpperCase(), realm: null, canonical: `${host.fqdn}\\${name.toLowerCase()}` };
}

export const localSystem: Account = { name: 'SYSTEM', sid: 'S-1-5-18', domain: 'NT AUTHORITY', realm: null, canonical: 'system' };
export const networkService: Account = {
  name: 'NETWORK SERVICE',
  sid: 'S-1-5-20',
  domain: 'NT AUTHORITY',
  realm: null,
  canonical: 'network service',
};

/** `DOMAIN\user`, as Sysmon names accounts. */
export function qualified(account: Account): string {
  return `${account.domain}\\${account.name}`;
}
