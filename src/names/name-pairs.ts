import type { AccountSighting } from './account-aliases.ts';
import { addressBook } from './address-book.ts';
import { addressIntervals } from './address-intervals.ts';
import type { NamePair } from './host-aliases.ts';
import type { Tenancy } from './islands.ts';
import { firstLabel, isFull, shortNames, userOf } from './labels.ts';
import type { MachineHost } from './machine-hosts.ts';
import type { Sighting } from './sighting.ts';

export interface PairEvidence {
  /** Logging hosts by their short and their full name, that may be one. */
  readonly alike: readonly (readonly [short: string, full: string])[];
  readonly ownNames: readonly NamePair[];
  /** What tells machines apart, of the hosts in `alike`. */
  readonly marks: readonly (Sighting & { readonly host: string; readonly mark: string })[];
  readonly own: readonly Tenancy[];
  readonly leased: readonly Tenancy[];
  readonly asked: readonly Tenancy[];
  /** Whether a name that was asked for may be an alias: it is no domain, no service and no host with logs of its own. */
  readonly isAlias: (asked: Tenancy) => boolean;
  readonly accounts: readonly AccountSighting[];
  readonly machineHost: MachineHost;
}

/** Logging hosts that one machine may be: a short name and a full name that begins with it. */
export function twins(logging: ReadonlySet<string>): (readonly [string, string])[] {
  return [...logging]
    .filter(isFull)
    .flatMap((full) => shortNames(full).flatMap((short) => (logging.has(short) ? [[short, full] as const] : [])));
}

/** All that shows two names to be of one machine, short or other name first. */
export function namePairs(evidence: PairEvidence): NamePair[] {
  return [
    ...evidence.ownNames.flatMap(byOwnName),
    ...evidence.alike.flatMap(([short, full]) => [...byMark(short, full, evidence), ...byAddress(short, full, evidence)]),
    ...evidence.accounts.flatMap((sighting) => byAccount(sighting, evidence.machineHost)),
    ...byGivenAddress(evidence),
  ];
}

/** A connection's own end is often named by what the DNS says of its address, which may be old: only the same first label is proof. */
function byOwnName(pair: NamePair): NamePair[] {
  const { name, host, ...seen } = pair;
  if (name.startsWith('localhost') || name.startsWith('ip:')) return [];
  const [short, full] = isFull(name) ? [host, name] : [name, host];
  return !isFull(short) && isFull(full) && shortNames(full).includes(short)
    ? [{ ...seen, name: short, host: full }]
    : [{ ...seen, name, host, evidence: 'dns' }];
}

function byMark(short: string, full: string, { marks }: PairEvidence): NamePair[] {
  const ofShort = new Set(marks.filter((one) => one.host === short).map((one) => one.mark));
  return marks
    .filter((one) => one.host === full && ofShort.has(one.mark))
    .map(({ mark, first, last, ref }) => ({
      name: short,
      host: full,
      evidence: mark.startsWith('process_guid') ? 'process_guid' : 'machine_sid',
      first,
      last,
      ref,
    }));
}

function byAddress(short: string, full: string, { own }: PairEvidence): NamePair[] {
  const bearers = new Map<string, Set<string>>();
  for (const { address, name } of own) bearers.set(address, (bearers.get(address) ?? new Set()).add(name));
  const theirs = [...bearers].filter(([, names]) => names.size === 2 && names.has(short) && names.has(full)).map(([address]) => address);
  return own
    .filter(({ address, name, shared }) => !shared && name === full && theirs.includes(address))
    .map(({ first, last, ref }) => ({ name: short, host: full, evidence: 'own_address', first, last, ref }));
}

function byAccount({ account, first, last, ref }: AccountSighting, machineHost: MachineHost): NamePair[] {
  const host = machineHost(account);
  return host === null ? [] : [{ name: userOf(account).slice(0, -1), host, evidence: 'computer_account', first, last, ref }];
}

/** Names that a lease or the DNS joins to an address which a host itself was seen with then. */
function byGivenAddress({ own, leased, asked, isAlias }: PairEvidence): NamePair[] {
  const book = addressBook(addressIntervals([{ evidence: 'own_record', tenancies: own, hostOf: ({ name }) => name }]));
  const pairs = (tenancies: readonly Tenancy[], evidence: 'lease' | 'dns', at: 'first' | 'last'): NamePair[] =>
    tenancies.flatMap(({ name, address, first, last, ref }) => {
      const host = book.hostOf(address, at === 'first' ? first : last);
      return host === null || host === name ? [] : [{ name, host, evidence, first, last, ref }];
    });
  // Where a lease begins or ends the host before or after it may be the nearer one: of either that which is so called.
  const given = [...pairs(leased, 'lease', 'first'), ...pairs(leased, 'lease', 'last')];
  return [...given.filter(({ name, host }) => firstLabel(host) === name), ...pairs(asked.filter(isAlias), 'dns', 'last')];
}
