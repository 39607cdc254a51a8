import { byMoment, byText, collect, idOf } from '../lib/index.ts';
import { mergePointers, type Hop, type Pointer } from '../case/index.ts';
import { explains, type Candidate } from './candidate.ts';
import type { Link } from './chain.ts';
import { dataConfidence, linkConfidence } from './confidence.ts';
import type { Lineage } from './lineage.ts';
import type { OperationMembers } from './operation.ts';
import { mechanism } from './mechanism.ts';
import type { ClientSession } from './store-session.ts';
import { isTheirs, likeliest, type Theft, type Thefts } from './theft.ts';
import { routeKey, type Visit } from './visit.ts';
import { waveAt, waveOf, type WaveSpan } from './wave-plan.ts';

export interface HopSources {
  readonly operation: string;
  readonly spans: readonly WaveSpan[];
  readonly thefts: Thefts;
  /** All uses that could be this intruder's. */
  readonly uses: readonly Visit[];
  /** All uses that could be any intruder's. */
  readonly found: ReadonlyMap<Visit, Candidate>;
  readonly members: OperationMembers;
  readonly logged: ReadonlySet<string>;
  readonly lineage: Lineage;
}

/** A role that no record names. */
export const UNKNOWN_ROLE = 'unknown';

/**
 * One hop for each wave and route that holds a link: it begins with the first use that could be the intruder's, later ones are
 * its `uses`. In the table's order.
 */
export function hops(members: OperationMembers, given: Omit<HopSources, 'members'>): Hop[] {
  const { links, dataSessions: data } = members;
  const sources = { ...given, members };
  const byRoute = new Map<string, Link[]>();
  for (const link of links) collect(byRoute, waveRoute(link.visit, sources.spans), link);
  const uses = new Map<string, Visit[]>();
  for (const visit of sources.uses) {
    const key = waveRoute(visit, sources.spans);
    if (byRoute.has(key) && waveAt(sources.spans, visit.time)) collect(uses, key, visit);
  }
  const byStore = new Map<string, ClientSession[]>();
  for (const one of data)
    collect(byStore, waveRoute({ ...one.session, from: one.client, to: one.session.host, account: roleOf(one) }, sources.spans), one);
  const firstUse = firstUses(links);
  const remote = [...byRoute].flatMap(([key, chosen]) => remoteHop(chosen, uses.get(key) ?? [], firstUse, sources) ?? []);
  const store = [...byStore.values()].flatMap((sessions) => storeHop(sessions, sources) ?? []);
  return [...remote, ...store].sort((a, b) => a.time - b.time || a.time_100ns - b.time_100ns || byText(a.id, b.id));
}

function waveRoute({ from, to, account, time }: Pick<Visit, 'from' | 'to' | 'account' | 'time'>, spans: readonly WaveSpan[]): string {
  return `${waveOf(spans, time)} ${routeKey(from, to, account)}`;
}

function roleOf({ session }: ClientSession): string {
  return session.account ?? UNKNOWN_ROLE;
}

function remoteHop(links: readonly Link[], uses: readonly Visit[], firstUse: ReadonlyMap<string, Visit>, sources: HopSources): Hop | null {
  const visits = [...new Set([...links.map((link) => link.visit), ...uses])].sort(byMoment);
  const [visit] = visits;
  // The link that explains most tells how: a first use may have been a mere knock.
  const [told] = [...links].sort((a, b) => linkConfidence(b, true) - linkConfidence(a, true) || byMoment(a.visit, b.visit));
  if (!visit || !told) return null;
  const theft = theftBehind(visit, firstUse.get(visit.account) ?? visit, sources);
  return {
    ...common(
      visit.from,
      visit.to,
      visit.account,
      visit,
      [...visits.flatMap((use) => use.pointers), ...links.flatMap((link) => link.opened.flatMap((socket) => socket.pointers))],
      sources,
    ),
    mechanism: mechanism(told.visit, sources.lineage.setOff(told.visit)),
    uses: visits.length,
    confidence: linkConfidence(told, sources.logged.has(visit.from)),
    join: visits.some((use) => use.join === 'socket') ? 'socket' : 'address',
    stolen_host: theft?.host ?? null,
    stolen_time: theft?.time ?? null,
    session_logon_id: told.visit.logonIds[0] ?? null,
    last: Math.max(...visits.map((use) => use.last)),
  };
}

function storeHop(uses: readonly ClientSession[], sources: HopSources): Hop | null {
  const [first] = uses;
  if (!first) return null;
  const { client, session } = first;
  const pointers = uses.flatMap((use) => [...use.session.pointers, ...(use.socket?.pointers ?? [])]);
  return {
    ...common(client, session.host, roleOf(first), session, pointers, sources),
    mechanism: 'database',
    uses: uses.length,
    confidence: dataConfidence(),
    join: 'database',
    stolen_host: null,
    stolen_time: null,
    session_logon_id: null,
    last: Math.max(...uses.map((use) => use.session.last)),
  };
}

type HopStart = Omit<Hop, 'mechanism' | 'uses' | 'confidence' | 'join' | 'stolen_host' | 'stolen_time' | 'session_logon_id' | 'last'>;

interface Start {
  readonly time: number;
  readonly time_100ns: number;
  readonly time_digits: number;
  readonly ref: string;
}

function common(
  from: string,
  to: string,
  account: string,
  start: Start,
  pointers: readonly Pointer[],
  { operation, spans }: HopSources,
): HopStart {
  return {
    id: idOf(from, to, account, start.ref),
    operation,
    wave: waveOf(spans, start.time),
    from_host: from,
    to_host: to,
    account,
    time: start.time,
    time_100ns: start.time_100ns,
    time_digits: start.time_digits,
    interval_from: null,
    interval_to: null,
    ref: start.ref,
    pointers: mergePointers([pointers]),
  };
}

function firstUses(links: readonly Link[]): Map<string, Visit> {
  const first = new Map<string, Visit>();
  for (const { visit } of [...links].sort((a, b) => byMoment(a.visit, b.visit)))
    if (!first.has(visit.account)) first.set(visit.account, visit);
  return first;
}

/** The dump that best explains a credential: one that explains its first use too, where the password was not changed since; on a host that was held. */
function theftBehind(visit: Visit, first: Visit, { thefts, members, found }: HopSources): Theft | null {
  const possible = thefts
    .of(visit.account)
    .filter((theft) => explains(theft, visit) && isTheirs(theft, found) && theft.time >= (members.heldSince.get(theft.host) ?? Infinity));
  const own = possible.filter((theft) => isOwn(theft, members));
  const held = own.length > 0 ? own : possible;
  const atFirst = likeliest(held.filter((theft) => explains(theft, first)));
  return atFirst === null || atFirst.reach === 'twin' ? likeliest(held) : atFirst;
}

/** Whether this very operation stole it, and not another in the same network. */
function isOwn({ finding, by }: Theft, { terminals, links }: OperationMembers): boolean {
  if (finding?.terminal === true) return terminals.includes(finding);
  return terminals.some((terminal) => by.terminals.has(terminal)) || links.some(({ visit }) => by.visits.has(visit));
}
