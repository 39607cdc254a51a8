import type { Table } from '../case/index.ts';
import type { EventSource, RawEvent } from '../evidence/index.ts';
import { accountChange } from './account-change.ts';
import { addressLease } from './address-lease.ts';
import { authentication } from './authentication.ts';
import { datastoreActivity } from './datastore-activity.ts';
import { dnsActivity } from './dns-activity.ts';
import { ExtractedFact } from './extracted-fact.ts';
import { isProvider } from './fact-kind-of.ts';
import type { CompiledFeed, FactKind } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { fileActivity } from './file-activity.ts';
import { httpActivity } from './http-activity.ts';
import { logActivity } from './log-activity.ts';
import { MappedFacts } from './mapped-facts.ts';
import { networkActivity } from './network-activity.ts';
import { processActivity } from './process-activity.ts';
import { registryActivity } from './registry-activity.ts';
import { rpcActivity } from './rpc-activity.ts';
import { scheduledJobActivity } from './scheduled-job-activity.ts';
import { scriptActivity } from './script-activity.ts';
import { serviceActivity } from './service-activity.ts';
import { tunnelActivity } from './tunnel-activity.ts';

/** Every fact kind. */
export const factKinds: readonly FactKind[] = [
  authentication,
  processActivity,
  networkActivity,
  httpActivity,
  datastoreActivity,
  fileActivity,
  accountChange,
  registryActivity,
  serviceActivity,
  scheduledJobActivity,
  scriptActivity,
  logActivity,
  dnsActivity,
  rpcActivity,
  tunnelActivity,
  addressLease,
];

/** Feeds of one kind, of which the first that fits counts. */
interface Route {
  readonly table: Table;
  readonly feeds: readonly CompiledFeed[];
}

const NOTHING: readonly ExtractedFact[] = [];

/** What a source's event number (Windows) or log (Zeek) can feed, so that a record that feeds nothing costs one look-up. */
const routes = routesOf(factKinds);

function routesOf(kinds: readonly FactKind[]): ReadonlyMap<EventSource, ReadonlyMap<string | null, readonly Route[]>> {
  const keys = new Map<EventSource, Set<string | null>>();
  for (const { feeds } of kinds)
    for (const { record } of feeds) keys.set(record.source, (keys.get(record.source) ?? new Set()).add(keyOf(record)));
  return new Map([...keys].map(([source, own]) => [source, new Map([...own].map((key) => [key, routesFor(kinds, source, key)]))]));
}

/** Feeds that name no log of their source fit every log of it. */
function routesFor(kinds: readonly FactKind[], source: EventSource, key: string | null): Route[] {
  return kinds.flatMap(({ table, feeds }) => {
    const own = feeds.filter(({ record }) => record.source === source && (keyOf(record) === key || keyOf(record) === null));
    return own.length === 0 ? [] : [{ table, feeds: own }];
  });
}

function keyOf({ windows, channel }: CompiledFeed['record']): string | null {
  return windows?.event ?? channel ?? null;
}

/** The facts that a record feeds, in the order of `factKinds`; the caller adds where the record stands. */
export function extractFacts(event: RawEvent, scope: FactScope): readonly ExtractedFact[] {
  const bySource = routes.get(event.source);
  if (!bySource) return mappedFacts(event, scope);
  const isWindows = event.source === 'windows';
  const found = bySource.get((isWindows ? event.get('EventID') : event.channel) ?? null) ?? bySource.get(null);
  if (!found) return NOTHING;
  const provider = isWindows ? event.get('Provider_Name') : null;
  let facts: ExtractedFact[] | null = null;
  for (const { table, feeds } of found) {
    for (const feed of feeds) {
      const { record } = feed;
      if ((record.windows && !isProvider(record.windows, event, provider)) || record.when?.holds(event) === false) continue;
      (facts ??= []).push(new ExtractedFact(table, feed.values(event, scope)));
      break;
    }
  }
  return facts ?? NOTHING;
}

const builtIn = new MappedFacts([]);

/** A record of a log that the carrier describes. */
function mappedFacts(event: RawEvent, scope: FactScope): readonly ExtractedFact[] {
  const fact = event.source === 'mapped' ? (scope.mapped ?? builtIn).of(event, scope) : null;
  return fact ? [new ExtractedFact(fact.table, fact.values)] : NOTHING;
}
