import {
  accountAliasTable,
  addressIntervalTable,
  domainAliasTable,
  hostAliasTable,
  type StageInput,
  type StageOutput,
} from '../case/index.ts';
import { canonicalHost } from '../facts/index.ts';
import { accountAliases } from './account-aliases.ts';
import { addressIntervals, type TenancySource } from './address-intervals.ts';
import { answers, asked, leases, machineLogons, ownAddresses, serverNames, workstations } from './address-evidence.ts';
import { USABLE } from './certainty.ts';
import { dnsDomains, domainAliases } from './domain-aliases.ts';
import { hostAliases } from './host-aliases.ts';
import { domainOf, isFull, suffixOf } from './labels.ts';
import { cutAtLeases } from './lease-gaps.ts';
import { machineHosts } from './machine-hosts.ts';
import {
  accountSightings,
  bareAccounts,
  domainPairs,
  domainSpellings,
  loggingHosts,
  machineMarks,
  namesSaid,
  ownMachineAccounts,
  ownNames,
} from './name-evidence.ts';
import { namePairs, twins } from './name-pairs.ts';
import { namesOf } from './names.ts';

/**
 * Reads facts and writes what their names mean: domains, then accounts, then hosts, then addresses, each by those before. What grows
 * with the case is grouped by the engine; here are as many rows as there are hosts, accounts, and changes of addresses.
 */
export async function buildNames(input: StageInput, output: StageOutput): Promise<void> {
  const domains = domainAliases(await domainSpellings(input), await domainPairs(input), await ownMachineAccounts(input));
  const accounts = await accountSightings(input);
  await output.write(domainAliasTable, domains);
  await output.write(accountAliasTable, accountAliases(accounts, await bareAccounts(input), domains));

  const logging = await loggingHosts(input);
  const writers = new Set(logging.map(({ host }) => host));
  const isHost = hostOnly([
    ...domains.map(({ domain }) => domain),
    ...accounts.map(({ account }) => domainOf(account)),
    ...logging.map(({ host }) => suffixOf(host)),
  ]);
  const machineHost = machineHosts(writers, dnsDomains(domains, USABLE));
  const own = await ownAddresses(input);
  const leased = await leases(input);
  const alike = twins(writers);
  const pairs = namePairs({
    alike,
    ownNames: await ownNames(input),
    marks: alike.length > 0 ? await machineMarks(input, [...new Set(alike.flat())]) : [],
    own,
    leased,
    asked: await asked(input),
    isAlias: ({ name }) => isHost(name) && !writers.has(name),
    accounts,
    machineHost,
  });
  const said = (await namesSaid(input))
    .flatMap((one) => ({ ...one, name: canonicalHost(one.name) ?? '' }))
    .filter(({ name }) => name !== '');
  const aliases = hostAliases(logging, said, pairs);
  await output.write(hostAliasTable, aliases);

  const names = namesOf({ hostAliases: aliases, domainAliases: domains, accountAliases: [], intervals: [] }, writers);
  const named = (name: string, at?: string): string | null => names.hostNamed(canonicalHost(name) ?? '', at);
  const intervals = addressIntervals([
    { evidence: 'own_record', tenancies: own, hostOf: ({ name }) => names.host(name) },
    { evidence: 'lease', tenancies: leased, hostOf: ({ name }) => named(name) ?? canonicalHost(name) },
    {
      evidence: 'computer_account',
      tenancies: await machineLogons(input),
      hostOf: ({ name }) => machineHost(name) ?? named(name.replace(/\$@.*$/, '')),
    },
    { evidence: 'server_name', tenancies: await serverNames(input), hostOf: ({ name }) => named(name) ?? canonicalHost(name) },
    { evidence: 'dns', tenancies: await answers(input), hostOf: ({ name }) => (isHost(name) ? (named(name) ?? fullHost(name)) : null) },
    ...(await workstations(input)).map(({ at, tenancies }): TenancySource => ({
      evidence: 'workstation',
      tenancies,
      hostOf: ({ name }) => named(name, at),
    })),
  ]);
  await output.write(addressIntervalTable, await cutAtLeases(input, intervals, names.spellings));
}

/** Tells names of hosts from what else has addresses in the DNS: domains, and services (`_ldap._tcp.…`, RFC 2782). */
function hostOnly(domains: readonly (string | null)[]): (name: string) => boolean {
  const known = new Set(domains);
  return (name) => !name.startsWith('_') && !known.has(name);
}

/** A host that only the DNS knows: by its full name, for a short one may be anybody's. */
function fullHost(name: string): string | null {
  const host = canonicalHost(name);
  return host !== null && isFull(host) ? host : null;
}
