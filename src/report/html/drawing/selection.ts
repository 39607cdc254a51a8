import type { Grade } from '../../documents/types.ts';
import { compare, tiers, type NumberedHop, type OperationModel, type Tier } from '../model/index.ts';
import { moment } from '../time.ts';

/** One row of the drawing before it has a place. */
export interface Subject {
  /** Host name, `ip:…` for a peer, or a store's name. */
  readonly key: string;
  readonly kind: 'peer' | 'host' | 'more';
  readonly tier: Tier;
  readonly grade: Grade | null;
  readonly first: number;
  /** A peer's role; how many hosts stand behind a `more` row. */
  readonly note: string | null;
  readonly count: number;
}

/** No drawing has more host rows. */
export const MOST_HOSTS = 60;
const MOST_PEERS = 5;

/** Rows in lane order, then by first time, then by name; beyond 60 hosts those on the way to a terminal, and one row a lane for the rest. */
export function subjectsOf(operation: OperationModel): readonly Subject[] {
  const hosts = hostSubjects(operation);
  const kept = hosts.length <= MOST_HOSTS ? hosts : onTheWay(operation, hosts);
  const drawn = new Set(kept.map((host) => host.key));
  const more = tiers.flatMap((tier): readonly Subject[] => {
    const left = hosts.filter((host) => host.tier === tier && !drawn.has(host.key));
    return left.length === 0
      ? []
      : [{ key: `more:${tier}`, kind: 'more', tier, grade: null, first: Infinity, note: null, count: left.length }];
  });
  return [...peerSubjects(operation), ...kept, ...more].toSorted(
    (a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || firstOf(a) - firstOf(b) || compare(a.key, b.key),
  );
}

/** Infinity minus itself is no number. */
function firstOf(subject: Subject): number {
  return subject.first === Infinity ? Number.MAX_SAFE_INTEGER : subject.first;
}

function peerSubjects(operation: OperationModel): readonly Subject[] {
  const base = { tier: 'Internet', grade: null } as const;
  const peers = operation.peers.map((peer, place): Subject => ({
    ...base,
    key: `ip:${peer.name}`,
    kind: 'peer',
    first: place,
    note: peer.role,
    count: 1,
  }));
  if (peers.length <= MOST_PEERS) return peers;
  const more: Subject = { ...base, key: 'more:Internet', kind: 'more', first: MOST_PEERS, note: null, count: peers.length - MOST_PEERS };
  return [...peers.slice(0, MOST_PEERS), more];
}

function hostSubjects(operation: OperationModel): readonly Subject[] {
  const known = new Map<string, Subject>();
  const add = (key: string, grade: Grade, first: number): void => {
    const tier = operation.tier(key);
    if (tier === 'Internet' || known.has(key)) return;
    known.set(key, { key, kind: 'host', tier, grade, first, note: null, count: 1 });
  };
  for (const host of operation.document.hosts) {
    if (host.compromised !== 'excluded') add(host.name, host.compromised, moment(host.first));
  }
  for (const { hop, grade, at } of operation.hops) {
    add(hop.from, 'confirmed', at);
    add(hop.to, grade, at);
  }
  for (const group of operation.queries) add(group.row, 'confirmed', moment(group.accesses[0]?.time ?? operation.document.first));
  return [...known.values()].toSorted((a, b) => a.first - b.first || compare(a.key, b.key));
}

/** Hosts with a terminal or with queries, and every host on a way of hops to one of them; the earliest 60 if those are more. */
function onTheWay(operation: OperationModel, hosts: readonly Subject[]): readonly Subject[] {
  const wanted = new Set<string>();
  for (const stage of operation.stages) if (operation.isTerminal(stage)) wanted.add(stage.host);
  for (const group of operation.queries) wanted.add(group.row);
  // Backwards in time, so that one pass finds every way.
  for (const { hop } of operation.hops.toReversed()) if (wanted.has(hop.to)) wanted.add(hop.from);
  return hosts.filter((host) => wanted.has(host.key)).slice(0, MOST_HOSTS);
}

/** Equal hops of one wave as one edge. */
export interface Edge {
  readonly first: NumberedHop;
  readonly times: number;
}

export function edgesOf(hops: readonly NumberedHop[]): readonly Edge[] {
  const edges = new Map<string, { first: NumberedHop; times: number }>();
  for (const numbered of hops) {
    const { wave, from, to, account } = numbered.hop;
    const key = JSON.stringify([wave, from, to, account, numbered.grade]);
    const edge = edges.get(key);
    if (edge === undefined) edges.set(key, { first: numbered, times: 1 });
    else edge.times += 1;
  }
  return [...edges.values()];
}
