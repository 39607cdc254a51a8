import { collect } from '../lib/index.ts';
import type { HostAlias } from '../case/index.ts';
import { PROVEN, UNDECIDED } from './certainty.ts';
import { isFull, shortNames } from './labels.ts';
import { joinSightings, type Sighting } from './sighting.ts';

/** A host by the name that its own records give it. */
export interface LoggingHost extends Sighting {
  readonly host: string;
}

/** A name that a record gives to some machine: a workstation, a server asked for, a peer. */
export interface NameSaid extends Sighting {
  readonly name: string;
}

/** Two names that records give one machine, and what shows it (`evidence` as in the table). */
export interface NamePair extends Sighting {
  readonly name: string;
  readonly host: string;
  readonly evidence: keyof typeof SURENESS;
}

/** What each kind of evidence is worth. From PROVEN on it says that one machine writes its logs under both names. */
const SURENESS = {
  /** A record of the host names its own end by the other name. */
  own_record: 0.95,
  /** Sysmon makes its process GUIDs of the machine's own. */
  process_guid: 0.95,
  /** Accounts of the machine itself have one SID under both names. */
  machine_sid: 0.9,
  /** Both names, and nobody else, had one address. */
  own_address: 0.9,
  /** A machine account of the domain bears the name: it means that host, but another machine outside the domain may be called so too. */
  computer_account: 0.85,
  /** It was given, or answered for, an address that the host itself was seen with. */
  lease: 0.75,
  dns: 0.7,
} as const;
const ONLY_LOGGING = 0.8;
/** The two write logs under their names, and nothing but likeness joins them. */
const BOTH_LOGGING = 0.6;
const ONLY_NAMED = 0.6;

/**
 * What host each other name means. Short names are joined to a full one by evidence, or where only one host is called so; two
 * hosts of one name in two domains stay apart, and the name is then told as undecided.
 */
export function hostAliases(logging: readonly LoggingHost[], said: readonly NameSaid[], pairs: readonly NamePair[]): HostAlias[] {
  const shown = pairs
    .filter(({ name, host }) => name !== host)
    .map(({ name, host, evidence, first, last, ref }) => ({
      alias: name,
      host,
      evidence,
      confidence: SURENESS[evidence],
      first,
      last,
      ref,
    }));
  const rows = joinSightings<HostAlias>([...shown, ...byLikeness(logging, said, pairs)], ({ alias, host, evidence }) =>
    JSON.stringify([alias, host, evidence]),
  );
  return undecided(rows, new Set(logging.map(({ host }) => host)));
}

/** Short names that one host alone bears: of those that write logs, else of those that records name in full. */
function byLikeness(logging: readonly LoggingHost[], said: readonly NameSaid[], pairs: readonly NamePair[]): HostAlias[] {
  const writers = called(logging.map(({ host }) => host));
  const named = called([
    ...said.map(({ name }) => name),
    ...pairs.filter(({ evidence }) => evidence === 'computer_account').map(({ host }) => host),
  ]);
  const logs = new Set(logging.map(({ host }) => host));
  const asked = [...said, ...pairs, ...logging.map(({ host, ...seen }) => ({ name: host, ...seen }))];
  return asked.flatMap(({ name, first, last, ref }) => {
    if (isFull(name) || name.startsWith('ip:')) return [];
    const own = writers.get(name) ?? [];
    const candidates = own.length > 0 ? own : (named.get(name) ?? []);
    const sure = own.length === 0 ? ONLY_NAMED : logs.has(name) ? BOTH_LOGGING : ONLY_LOGGING;
    return candidates.map((host) => ({
      alias: name,
      host,
      evidence: 'only_candidate',
      confidence: candidates.length === 1 ? sure : UNDECIDED,
      first,
      last,
      ref,
    }));
  });
}

/** Full names by the short names they may be called by, each list without doubles. */
function called(names: readonly string[]): Map<string, string[]> {
  const byShort = new Map<string, string[]>();
  for (const full of new Set(names)) if (isFull(full)) for (const short of shortNames(full)) collect(byShort, short, full);
  return byShort;
}

/**
 * A name that is shown for two hosts means neither, where one is no surer than the other; and what is not proven decides nothing as soon as
 * two hosts so called write logs or are machines of a domain. That a host is spoken of does not make it a rival: anybody can say a name.
 */
function undecided(rows: readonly HostAlias[], logs: ReadonlySet<string>): HostAlias[] {
  const sure = new Map<string, Map<string, number>>();
  const rivals = new Map<string, Set<string>>();
  for (const { alias, host, evidence, confidence } of rows) {
    const hosts = sure.get(alias) ?? new Map<string, number>();
    sure.set(alias, hosts.set(host, Math.max(confidence, hosts.get(host) ?? 0)));
    if (logs.has(host) || evidence !== 'only_candidate') rivals.set(alias, (rivals.get(alias) ?? new Set()).add(host));
  }
  return rows.map((row) => {
    const others = [...(sure.get(row.alias) ?? [])].filter(([host]) => host !== row.host).map(([, confidence]) => confidence);
    const contested = row.confidence < PROVEN && (rivals.get(row.alias)?.size ?? 0) > 1;
    return contested || Math.max(0, ...others) >= row.confidence ? { ...row, confidence: Math.min(row.confidence, UNDECIDED) } : row;
  });
}
