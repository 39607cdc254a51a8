import { byMoment, collect } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import type { AccountNames } from '../names/index.ts';
import { NO_ORIGINS, type Origins } from './host-lineage.ts';
import type { Lineage } from './lineage.ts';
import { baseName } from './process-tree.ts';
import type { LocalLogon, ProcessFact } from './story-facts.ts';
import type { Visit } from './visit.ts';

/** One credential that could be stolen on a host at a time, and what says that someone was stealing there. */
export interface Theft {
  readonly account: string;
  readonly host: string;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly ref: string;
  /** The terminal that shows it; null where only a process of the intruder's does. */
  readonly finding: Finding | null;
  /** Who stands behind the process that took it, where no terminal shows it. */
  readonly by: Origins;
}

/** An opening of LSASS and who stands behind it. */
export interface LsassRead {
  readonly fact: ProcessFact;
  readonly by: Origins;
}

/** Where and when an account's credential lay open on a host: [from, to), microseconds since 1970. */
export interface ExposureInterval {
  readonly account: string;
  readonly host: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Logon types that leave the credential on the host: interactive, batch, service, unlock, network cleartext, new credentials,
 * remote interactive, cached interactive. A plain network logon (3) does not (Microsoft, "Reducing Credential Exposure").
 */
export const EXPOSING_TYPES: readonly number[] = [2, 4, 5, 7, 8, 9, 10, 11];

/** New credentials (runas /netonly): what is exposed is the account used towards the network. */
const NEW_CREDENTIALS = 9;

/** Exposure intervals from the logons of the hosts: each ends at its logoff where that was logged, else it is open. */
export function exposureIntervals(logons: readonly LocalLogon[], nameOf: AccountNames): ExposureInterval[] {
  const ends = new Map<string, number[]>();
  const ordered = [...logons].sort(byMoment);
  for (const one of ordered) if (one.activity === 'logoff' && one.logon_id !== null) collect(ends, `${one.host} ${one.logon_id}`, one.time);
  const intervals: ExposureInterval[] = [];
  for (const one of ordered) {
    if (one.activity !== 'logon' || one.logon_type === null || !EXPOSING_TYPES.includes(one.logon_type)) continue;
    const account = one.logon_type === NEW_CREDENTIALS ? one.outbound_account : one.account;
    if (account === null) continue;
    // A LogonId may return after a restart: the first logoff after this logon is its own.
    const end = one.logon_id === null ? undefined : ends.get(`${one.host} ${one.logon_id}`)?.find((time) => time >= one.time);
    intervals.push({ account: nameOf(account), host: one.host, from: one.time, to: end ?? Infinity });
  }
  return intervals;
}

/** A finding that shows credentials being taken. */
export function isTheft(finding: Finding): boolean {
  return (
    finding.terminal && (finding.tactics.includes('credential-access') || finding.attack.some((technique) => /^T1003\b/.test(technique)))
  );
}

/** Stores that hold nothing of who is logged on: hives of the registry, the directory's database, its replication (ATT&CK T1003). */
const NOT_OF_SESSIONS = /^T1003\.00[2-6]$/;

/** Whether a theft reached the credentials of who was logged on: it did, unless every way of dumping that it names reads another store. */
function opensSessions({ attack }: Finding): boolean {
  const dumps = attack.filter((technique) => /^T1003\b/.test(technique));
  return dumps.length === 0 || dumps.some((technique) => !NOT_OF_SESSIONS.test(technique));
}

/** The right to read memory (PROCESS_VM_READ, winnt.h). */
const READ_MEMORY = 0x10;

/**
 * Openings of LSASS that allow its memory to be read, by processes with a terminal or a remote session in their line: what no
 * rule takes for a dump by itself is one when the intruder's own process does it.
 */
export function lsassReads(processes: readonly ProcessFact[], lineage: Lineage): LsassRead[] {
  return processes.flatMap((fact) => {
    if (fact.activity !== 'access' || baseName(fact.target_image) !== 'lsass.exe') return [];
    if ((Number(fact.granted_access ?? 0) & READ_MEMORY) === 0) return [];
    const by = lineage.origins(fact.host, fact);
    return by.terminals.size + by.visits.size > 0 ? [{ fact, by }] : [];
  });
}

/** Whether a theft was the intruder's: a terminal shows it, or stands behind its process, or a use that could be theirs does. */
export function isTheirs({ finding, by }: Theft, found: ReadonlyMap<Visit, unknown>): boolean {
  return finding !== null || by.terminals.size > 0 || [...by.visits].some((visit) => found.has(visit));
}

/** What could be stolen, by account, each list by time. */
export function thefts(
  findings: readonly Finding[],
  reads: readonly LsassRead[],
  exposures: readonly ExposureInterval[],
): ReadonlyMap<string, readonly Theft[]> {
  const byHost = new Map<string, ExposureInterval[]>();
  for (const exposure of exposures) collect(byHost, exposure.host, exposure);
  const shown = findings.filter((finding) => isTheft(finding) && opensSessions(finding));
  const told = new Set(shown.flatMap((finding) => finding.pointers.map(({ ref }) => ref)));
  const events = [
    ...shown.map((finding) => ({ host: finding.host, time: finding.time, last: finding.last, ref: finding.ref, finding, by: NO_ORIGINS })),
    ...reads
      .filter(({ fact }) => !told.has(fact.ref))
      .map(({ fact, by }) => ({ host: fact.host, time: fact.time, last: fact.time, ref: fact.ref, finding: null, by })),
  ].sort(byMoment);
  const byAccount = new Map<string, Theft[]>();
  for (const { last, ...event } of events) {
    const open = (byHost.get(event.host) ?? []).filter(({ from, to }) => from <= last && event.time < to);
    for (const account of new Set(open.map((exposure) => exposure.account))) collect(byAccount, account, { account, ...event });
  }
  return byAccount;
}
