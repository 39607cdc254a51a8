import { collect } from '../lib/index.ts';
import type { DomainAlias } from '../case/index.ts';
import { PROVEN, UNDECIDED, surest } from './certainty.ts';
import { domainOf, firstLabel, suffixOf, userOf } from './labels.ts';
import { joinSightings, type Sighting } from './sighting.ts';

/** A domain as records spell it, and the SID of the domain whose account they name. */
export interface DomainSpelling extends Sighting {
  readonly domain: string;
  /** S-1-5-21 and three numbers: an account's SID without its last part (MS-DTYP 2.4.2). */
  readonly sid: string;
}

/** Two domains by which one logon (one LogonGuid) names the same user: its ticket by the DNS name, its session by NetBIOS. */
export interface DomainPair extends Sighting {
  readonly one: string;
  readonly other: string;
}

/** A machine account (`ws01$@corp`) in a record of the very machine. */
export interface OwnMachineAccount extends Sighting {
  readonly host: string;
  readonly account: string;
}

const BY_SID = 0.98;
const BY_LOGON = 0.95;
/** A machine's DNS suffix is nearly always its domain's name, but need not be. */
const BY_MACHINE = 0.8;

/**
 * Which DNS name a NetBIOS name of a domain means. Likeness proves nothing: a SID or a logon must be seen with both. A NetBIOS
 * name that two domains claim alike, or a SID with two DNS names, is told as undecided and joins nothing.
 */
export function domainAliases(
  spellings: readonly DomainSpelling[],
  pairs: readonly DomainPair[],
  machines: readonly OwnMachineAccount[],
): DomainAlias[] {
  const claims = [...bySid(spellings), ...pairs.flatMap(byLogon), ...machines.flatMap(byMachine)];
  const rows = joinSightings(claims, ({ netbios, domain, evidence }) => JSON.stringify([netbios, domain, evidence]));
  return undecided(rows);
}

/** The DNS name of each NetBIOS name for which one is at least `least` sure. */
export function dnsDomains(aliases: readonly DomainAlias[], least: number): ReadonlyMap<string, string> {
  const claims = new Map<string, DomainAlias[]>();
  for (const alias of aliases) collect(claims, alias.netbios, alias);
  const names = new Map<string, string>();
  for (const [netbios, rows] of claims) {
    const domain = surest(rows, (row) => row.domain, least);
    if (domain !== null) names.set(netbios, domain);
  }
  return names;
}

function bySid(spellings: readonly DomainSpelling[]): DomainAlias[] {
  const seen = new Map<string, DomainSpelling[]>();
  for (const spelling of spellings) collect(seen, spelling.sid, spelling);
  return [...seen.values()].flatMap((same) => {
    const full = same.filter(({ domain }) => domain.includes('.'));
    const confidence = new Set(full.map(({ domain }) => domain)).size === 1 ? BY_SID : UNDECIDED;
    return same
      .filter(({ domain }) => !domain.includes('.'))
      .flatMap((short) =>
        full.map((long) => ({
          netbios: short.domain,
          domain: long.domain,
          evidence: 'domain_sid',
          confidence,
          // It is shown once both have been seen.
          first: Math.max(short.first, long.first),
          last: Math.max(short.last, long.last),
          ref: short.ref,
        })),
      );
  });
}

function byLogon({ one, other, first, last, ref }: DomainPair): DomainAlias[] {
  const [netbios, domain] = one.includes('.') ? [other, one] : [one, other];
  if (netbios.includes('.') || !domain.includes('.')) return [];
  return [{ netbios, domain, evidence: 'logon_guid', confidence: BY_LOGON, first, last, ref }];
}

function byMachine({ host, account, first, last, ref }: OwnMachineAccount): DomainAlias[] {
  const netbios = domainOf(account);
  const domain = suffixOf(host);
  if (netbios === null || domain === null || netbios.includes('.') || userOf(account) !== `${firstLabel(host)}$`) return [];
  return [{ netbios, domain, evidence: 'computer_account', confidence: BY_MACHINE, first, last, ref }];
}

/** Where two domains are proven for one NetBIOS name, neither is. */
function undecided(rows: readonly DomainAlias[]): DomainAlias[] {
  const proven = new Map<string, Set<string>>();
  for (const { netbios, domain, confidence } of rows)
    if (confidence >= PROVEN) proven.set(netbios, (proven.get(netbios) ?? new Set()).add(domain));
  return rows.map((row) => ((proven.get(row.netbios)?.size ?? 0) > 1 ? { ...row, confidence: UNDECIDED } : row));
}
