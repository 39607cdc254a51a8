import type { AccessDocument, FindingDocument, Grade, Hop, OperationDocument, StoryStage } from '../../documents/types.ts';
import { techniqueRank } from '../techniques.ts';
import { DAY, moment } from '../time.ts';
import { castOf, compare, type Cast } from './cast.ts';
import { peersOf, type Peer } from './peers.ts';
import { tierOf, type Tier } from './tiers.ts';

/** A hop with its number in the story. */
export interface NumberedHop {
  readonly number: number;
  readonly hop: Hop;
  /** A hop that no log shows lies in an interval and cannot be excluded. */
  readonly grade: Grade;
  readonly at: number;
}

export interface Wave {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly hops: readonly NumberedHop[];
  readonly accesses: readonly AccessDocument[];
}

/** The queries sent to one store in one wave. */
export interface QueryGroup {
  /** The host that holds the store, or the store's own name where no log tells its host. */
  readonly row: string;
  readonly store: string;
  readonly wave: number;
  readonly accesses: readonly AccessDocument[];
}

/** One operation, ready to be drawn and told. */
export interface OperationModel {
  /** Place among the operations, from 0; part of every anchor. */
  readonly index: number;
  readonly document: OperationDocument;
  readonly cast: Cast;
  readonly hops: readonly NumberedHop[];
  readonly waves: readonly Wave[];
  readonly peers: readonly Peer[];
  readonly queries: readonly QueryGroup[];
  /** One stage a finding, by time; a finding with two techniques stands once. */
  readonly stages: readonly StoryStage[];
  readonly isTerminal: (stage: StoryStage) => boolean;
  readonly tier: (host: string) => Tier;
  /** When a host was active: intervals in order that do not touch. */
  readonly active: (host: string) => readonly (readonly [number, number])[];
}

export function operationModel(
  index: number,
  document: OperationDocument,
  accesses: readonly AccessDocument[],
  findings: ReadonlyMap<string, FindingDocument>,
): OperationModel {
  const hops = numbered(document.hops);
  const queries = queryGroups(document, accesses);
  const stages = onePerFinding(document.stages);
  const waves = document.waves.map((wave, place): Wave => ({
    number: place + 1,
    from: moment(wave.first),
    to: Math.max(moment(wave.first), moment(wave.last)),
    hops: hops.filter((each) => each.hop.wave === place + 1),
    accesses: accesses.filter((access) => access.wave === place + 1),
  }));
  const merge = Math.max(DAY / 24, ...waves.map((wave) => (wave.to - wave.from) / 6));
  const activity = activityOf(document, hops, queries, merge);
  return {
    index,
    document,
    cast: castOf(document),
    hops,
    waves,
    peers: peersOf(document, findings),
    queries,
    stages,
    isTerminal: (stage) => findings.get(stage.finding)?.rule.terminal ?? true,
    tier: tierOf(document, new Set(queries.map((group) => group.row))),
    active: (host) => activity.get(host) ?? [],
  };
}

function numbered(hops: readonly Hop[]): readonly NumberedHop[] {
  const ordered = hops.toSorted((a, b) => moment(a.time) - moment(b.time) || compare(a.id, b.id));
  return ordered.map((hop, place) => ({
    number: place + 1,
    hop,
    grade: hop.interval === null ? 'confirmed' : 'possible',
    at: moment(hop.time),
  }));
}

function onePerFinding(stages: readonly StoryStage[]): readonly StoryStage[] {
  const seen = new Map<string, StoryStage>();
  const says = (stage: StoryStage): number => (stage.account === null ? 100 : 0) + techniqueRank(stage.technique);
  for (const stage of stages.toSorted((a, b) => moment(a.time) - moment(b.time) || compare(a.finding, b.finding))) {
    const known = seen.get(stage.finding);
    if (known === undefined || says(stage) < says(known)) seen.set(stage.finding, stage);
  }
  return [...seen.values()];
}

function queryGroups(document: OperationDocument, accesses: readonly AccessDocument[]): readonly QueryGroup[] {
  const hosts = new Set(document.hosts.map((host) => host.name));
  const groups = new Map<string, { row: string; store: string; wave: number; accesses: AccessDocument[] }>();
  for (const access of accesses) {
    const wave = access.wave ?? 0;
    const row = storeHost(document, hosts, access);
    const key = JSON.stringify([row, access.store, wave]);
    const group = groups.get(key) ?? { row, store: access.store, wave, accesses: [] };
    group.accesses.push(access);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => a.wave - b.wave || compare(a.store, b.store) || compare(a.row, b.row));
}

/** The host that holds the store: the one that wrote the audit lines, else the end of the database hop that was used. */
function storeHost(document: OperationDocument, hosts: ReadonlySet<string>, access: AccessDocument): string {
  const writer = access.evidence.find((pointer) => pointer.host !== null && hosts.has(pointer.host))?.host;
  if (writer !== undefined && writer !== null) return writer;
  const hop = document.hops.find(
    (each) =>
      each.mechanism === 'database' && each.wave === access.wave && (access.client_host === null || each.from === access.client_host),
  );
  return hop?.to ?? access.store;
}

function activityOf(
  document: OperationDocument,
  hops: readonly NumberedHop[],
  queries: readonly QueryGroup[],
  merge: number,
): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const spans = new Map<string, [number, number][]>();
  const add = (host: string, from: number, to: number): void => {
    const list = spans.get(host) ?? [];
    list.push([from, Math.max(from, to)]);
    spans.set(host, list);
  };
  for (const { hop, at } of hops) {
    add(hop.from, at, at);
    add(hop.to, at, moment(hop.last));
  }
  for (const stage of document.stages) add(stage.host, moment(stage.time), moment(stage.time));
  for (const tunnel of document.tunnels) add(tunnel.host, moment(tunnel.first), moment(tunnel.first));
  for (const group of queries) {
    for (const access of group.accesses) {
      add(group.row, moment(access.time), moment(access.time));
      if (access.client_host !== null) add(access.client_host, moment(access.time), moment(access.time));
    }
  }
  for (const host of document.hosts) if (!spans.has(host.name)) add(host.name, moment(host.first), moment(host.last));
  return new Map([...spans].map(([host, list]) => [host, joined(list, merge)]));
}

/** Intervals that lie closer than `merge` read as one stretch of activity. */
function joined(list: readonly (readonly [number, number])[], merge: number): readonly (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const [from, to] of list.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (last !== undefined && from - last[1] <= merge) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
