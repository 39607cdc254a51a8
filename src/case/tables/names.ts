import { optional, required, table, type RowOf } from './table.ts';

/** What every statement about names carries beside the names: how it is known, how surely, and since when. */
const known = {
  confidence: required('DOUBLE', '0–1; from 0.9 on it is proven, and the story takes both names for one'),
  first: required('TIMESTAMP', 'of the first record that shows it'),
  last: required('TIMESTAMP', 'of the last'),
  ref: optional('VARCHAR', 'a record that shows it; null where it follows from several'),
} as const;

/** Another name of a host. A name with several rows means one of several hosts, and nobody can tell which. */
export const hostAliasTable = table({
  name: 'host_alias',
  version: 1,
  columns: {
    alias: required('VARCHAR', 'the other name, canonical: nearly always the short one'),
    host: required('VARCHAR', 'canonical name of the host it means'),
    evidence: required(
      'VARCHAR',
      'own_record, process_guid, machine_sid, own_address (both names of one logging machine), computer_account, lease, dns, only_candidate',
    ),
    ...known,
  },
  order: ['alias', 'host', 'evidence'],
});
export type HostAlias = RowOf<typeof hostAliasTable>;

/** The NetBIOS name of a domain and its DNS name. */
export const domainAliasTable = table({
  name: 'domain_alias',
  version: 1,
  columns: {
    netbios: required('VARCHAR', 'lower-case'),
    domain: required('VARCHAR', 'DNS name, lower-case'),
    evidence: required('VARCHAR', 'domain_sid (one SID is seen with both), logon_guid (one logon is seen with both), computer_account'),
    ...known,
  },
  order: ['netbios', 'domain', 'evidence'],
});
export type DomainAlias = RowOf<typeof domainAliasTable>;

/** Another name of an account. */
export const accountAliasTable = table({
  name: 'account_alias',
  version: 1,
  columns: {
    alias: required('VARCHAR', 'as facts name it: user@netbios, a UPN, sid:S-1-…, or a user alone'),
    at_host: optional('VARCHAR', 'the one host whose records mean this account by it; null where all do'),
    account: required('VARCHAR', 'canonical account'),
    evidence: required(
      'VARCHAR',
      'domain (its domain has a DNS name), sid (records name it with the SID), controller, local, only_candidate',
    ),
    ...known,
  },
  order: ['alias', 'at_host', 'account', 'evidence'],
});
export type AccountAlias = RowOf<typeof accountAliasTable>;

/** Whose an address was, and from when to when. */
export const addressIntervalTable = table({
  name: 'address_interval',
  version: 1,
  columns: {
    address: required('VARCHAR', 'canonical'),
    host: required('VARCHAR', 'canonical, its proven aliases resolved'),
    from: required('TIMESTAMP', 'of the first record that shows it there; of a lease its beginning'),
    to: required('TIMESTAMP', 'of the last before another host had it; of a lease its end'),
    evidence: required(
      'VARCHAR',
      'own_record (the host itself), lease (DHCP, VPN), computer_account (the machine logged on from it), server_name (a server named itself to a client), dns (an answer), workstation (what a client called itself), shared (several hosts bear it at a time)',
    ),
    confidence: required('DOUBLE', '0–1'),
    ref: optional('VARCHAR', 'a record that shows it'),
  },
  order: ['address', 'from', 'to', 'host', 'evidence'],
});
export type AddressInterval = RowOf<typeof addressIntervalTable>;
