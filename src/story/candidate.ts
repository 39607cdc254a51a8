import { collect, SKEW, within } from '../lib/index.ts';
import type { Finding } from '../case/index.ts';
import { firstLabel, type Names, type Socket } from '../names/index.ts';
import type { Origins } from './host-lineage.ts';
import type { Lineage } from './lineage.ts';
import { baseName } from './process-tree.ts';
import type { ExplicitCredentials } from './story-facts.ts';
import { isInstalled } from './tool.ts';
import { isTheirs, likeliest, type Theft, type Thefts } from './theft.ts';
import { routeKey, type Visit } from './visit.ts';

/** A use of an account that the intruder could have made: its source was theirs, and so was the credential or the process. */
export interface Candidate {
  readonly visit: Visit;
  /** The process at the source is theirs. */
  readonly ownProcess: boolean;
  /** The likeliest theft of its credential before. */
  readonly theft: Theft | null;
  /** Nobody used this route before it could be theirs. */
  readonly novel: boolean;
  /** Connections at the source that a process of theirs opened. */
  readonly opened: readonly Socket[];
}

export interface CandidateSources {
  /** By time. */
  readonly visits: readonly Visit[];
  readonly terminals: readonly Finding[];
  readonly thefts: Thefts;
  readonly firstUses: ReadonlyMap<string, number>;
  readonly explicit: readonly ExplicitCredentials[];
  /** Hosts that have any log. */
  readonly logged: ReadonlySet<string>;
  readonly lineage: Lineage;
  readonly names: Names;
}

/** Brokers of the system that open connections for any caller: their line says nothing (SMB is opened by the kernel). */
const BROKERS = new Set(['', 'system', 'svchost.exe', 'lsass.exe', 'services.exe']);

/**
 * Goes through all uses in time order. A host is held from its first terminal, or from the first candidate that reached it.
 * A use is a candidate when its process at the source is the intruder's; or when its source is held (or left no log), its
 * credential had been stolen before, and the route is new since; or when its source is held and a terminal lies in its very
 * session (then an old route must have a stolen credential, a new one need not). A use by somebody else's process is none.
 */
export function candidates(sources: CandidateSources): ReadonlyMap<Visit, Candidate> {
  const { lineage, logged } = sources;
  const held = new Map<string, number>();
  const hold = (host: string, time: number): void => void held.set(host, Math.min(time, held.get(host) ?? Infinity));
  for (const terminal of sources.terminals) hold(terminal.host, terminal.time);
  const proven = new Set(sources.terminals.flatMap((terminal) => [...lineage.originsOfFinding(terminal).visits]));
  const asked = explicitByHost(sources.explicit);
  const found = new Map<Visit, Candidate>();
  const isOwn = ({ terminals, visits }: Origins): boolean => terminals.size > 0 || [...visits].some((visit) => found.has(visit));
  for (const visit of sources.visits) {
    const opened = (visit.socket ? [visit.socket] : visit.beside).filter((socket) => isOwn(lineage.origins(visit.from, socket)));
    const ownProcess = opened.length > 0 || wasAsked(visit, found, asked, sources);
    const possible = sources.thefts.of(visit.account).filter((one) => explains(one, visit) && isTheirs(one, found));
    const theft = likeliest(possible);
    const dark = !logged.has(visit.from);
    const since = dark ? -Infinity : (held.get(visit.from) ?? Infinity);
    const novel = isNovel(visit, Math.max(since, possible[0]?.time ?? -Infinity), sources);
    const explained = theft !== null ? novel || proven.has(visit) : novel && proven.has(visit) && !dark;
    // Turned away at every share, and nothing set off: tried, not gone.
    if (visit.shutOut && !lineage.setOff(visit).some(({ bySession }) => bySession) && !proven.has(visit)) continue;
    if (!ownProcess && !(explained && since <= visit.time && !isForeign(visit, lineage))) continue;
    found.set(visit, { visit, ownProcess, theft, novel, opened });
    hold(visit.to, visit.time);
  }
  return found;
}

/** Whether a theft came before the use, and the password was still the same. */
export function explains({ time, until }: Theft, visit: Visit): boolean {
  return time <= visit.time && visit.time < until;
}

/** Not used by anyone before it could be theirs. */
function isNovel(visit: Visit, since: number, { firstUses }: CandidateSources): boolean {
  return (firstUses.get(routeKey(visit.from, visit.to, visit.account)) ?? visit.time) >= since;
}

/** Its process is known, or is an installed program, and is neither theirs nor a broker of the system. */
function isForeign({ socket, beside }: Visit, lineage: Lineage): boolean {
  const opened = socket ? [socket] : beside;
  return (
    opened.length > 0 &&
    opened.every((one) => !BROKERS.has(baseName(one.image)) && (isInstalled(one.image) || lineage.start(one.host, one) !== null))
  );
}

/** A session of theirs named this account for this server at that moment (4648). */
function wasAsked(
  visit: Visit,
  found: ReadonlyMap<Visit, Candidate>,
  asked: ReadonlyMap<string, readonly ExplicitCredentials[]>,
  { lineage, names }: CandidateSources,
): boolean {
  return within(asked.get(visit.from) ?? [], visit.time - SKEW, visit.time + SKEW).some((request) => {
    if (!means(request, visit.to, names) || request.outbound_account === null || names.account(request.outbound_account) !== visit.account)
      return false;
    const session = lineage.sessionOf(visit.from, request.subject_logon_id, request.time);
    return session !== null && found.has(session);
  });
}

/** A server is named as somebody typed it: in full, short, or by an alias; a short name that two hosts bear may be either. */
function means({ target_server, host: at }: ExplicitCredentials, host: string, names: Names): boolean {
  const name = target_server ?? '';
  const named = names.hostNamed(name, at);
  return named === null ? firstLabel(name) === firstLabel(host) : named === host;
}

function explicitByHost(explicit: readonly ExplicitCredentials[]): Map<string, ExplicitCredentials[]> {
  const byHost = new Map<string, ExplicitCredentials[]>();
  for (const request of [...explicit].sort((a, b) => a.time - b.time)) collect(byHost, request.host, request);
  return byHost;
}
