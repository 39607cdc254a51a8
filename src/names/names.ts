import { collect } from '../lib/index.ts';
import type { AccountAlias, AddressInterval, DomainAlias, HostAlias } from '../case/index.ts';
import { withDomain } from './account-aliases.ts';
import { addressBook, type AddressBook } from './address-book.ts';
import { PROVEN, USABLE, surest } from './certainty.ts';
import { dnsDomains } from './domain-aliases.ts';
import { isFull, suffixOf } from './labels.ts';

/** Gives each account the one name that is used for it. */
export type AccountNames = (account: string) => string;

/** What the tables of names say, made ready to ask. */
export interface Names extends AddressBook {
  /** The canonical name of a host that facts call `host`: proven aliases alone are taken for one. */
  readonly host: (host: string) => string;
  /** The same, where a record may name its host by address alone: whoever held it at `time` (microseconds since 1970). */
  readonly hostAt: (host: string, time: number) => string;
  /** Every name under which facts know this host, itself first. */
  readonly spellings: (host: string) => readonly string[];
  /**
   * The one host that is meant by a name that somebody gave it, full or short; null for none or several. A short name in a record of the host `at` is
   * one of that host's own domain, where there is one: so Windows resolves it.
   */
  readonly hostNamed: (name: string, at?: string) => string | null;
  /** The canonical name of an account: proven aliases alone. */
  readonly account: AccountNames;
  /** The account most likely meant by a name in a record of one host; the name itself where nothing tells. */
  readonly accountAt: (account: string, host: string) => string;
}

/** The rows of the tables of names, in any order. */
export interface NameTables {
  readonly hostAliases: readonly HostAlias[];
  readonly domainAliases: readonly DomainAlias[];
  readonly accountAliases: readonly AccountAlias[];
  readonly intervals: readonly AddressInterval[];
}

/** Makes the tables ready to ask. `hosts` are the canonical names of hosts that are known to exist: those that write logs. */
export function namesOf(tables: NameTables, hosts: Iterable<string>): Names {
  const aliases = new Map<string, HostAlias[]>();
  for (const row of tables.hostAliases) collect(aliases, row.alias, row);
  const meant = (name: string, least: number): string | null => surest(aliases.get(name) ?? [], (row) => row.host, least);
  const host = (name: string): string => meant(name, PROVEN) ?? name;
  const spelled = new Map<string, string[]>();
  for (const alias of aliases.keys()) if (host(alias) !== alias) collect(spelled, host(alias), alias);
  const known = new Set([...hosts, ...tables.intervals.filter((one) => one.confidence >= USABLE).map((one) => one.host)].map(host));

  const accounts = new Map<string, AccountAlias[]>();
  for (const row of tables.accountAliases) collect(accounts, row.alias, row);
  const dns = dnsDomains(tables.domainAliases, PROVEN);
  const account = (name: string): string =>
    withDomain(
      surest(
        (accounts.get(name) ?? []).filter((row) => row.at_host === null),
        (row) => row.account,
        PROVEN,
      ) ?? name,
      dns,
    );
  const book = addressBook(tables.intervals);
  return {
    ...book,
    host,
    hostAt: (name, time) => (name.startsWith('ip:') ? (book.hostOf(name.slice('ip:'.length), time) ?? name) : host(name)),
    spellings: (name) => [name, ...(spelled.get(name) ?? []).sort()],
    hostNamed(name, at) {
      const lower = name.toLowerCase();
      const proven = host(lower);
      const beside = at === undefined || isFull(lower) ? null : `${lower}.${suffixOf(at) ?? ''}`;
      const neighbour = beside !== null && known.has(beside) ? beside : null;
      if (!known.has(proven)) return neighbour ?? meant(lower, USABLE);
      // A host of just that name writes logs; where another is called so for a reason, or several known ones are in full, it may be any.
      const others = (aliases.get(lower) ?? []).filter((row) => row.evidence !== 'only_candidate' || known.has(row.host));
      const shown = neighbour !== null || others.some((row) => row.evidence !== 'only_candidate');
      const rival = shown || new Set(others.map((row) => row.host)).size > 1;
      return proven === lower && rival ? null : proven;
    },
    account,
    accountAt(name, at) {
      const rows = (accounts.get(name) ?? []).filter((row) => row.at_host === null || row.at_host === at);
      return account(surest(rows, (row) => row.account, USABLE) ?? name);
    },
  };
}
