import type { Table } from '../case/index.ts';
import type { EventSource, RawEvent } from '../evidence/index.ts';
import { authentication } from './authentication.ts';
import { datastoreActivity } from './datastore-activity.ts';
import type { FactKind, FactRow } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { httpActivity } from './http-activity.ts';
import { networkActivity } from './network-activity.ts';
import { processActivity } from './process-activity.ts';

/** Every fact kind. */
export const factKinds: readonly FactKind[] = [authentication, processActivity, networkActivity, httpActivity, datastoreActivity];

/** One fact, and the table it belongs to. */
export interface ExtractedFact {
  readonly table: Table;
  readonly row: FactRow;
}

const NOTHING: readonly ExtractedFact[] = [];
const ANY_EVENT = '';

/** The kinds that a source's event number can feed, so that a record that feeds none costs one look-up. */
const routes = routesOf(factKinds);

function routesOf(kinds: readonly FactKind[]): ReadonlyMap<EventSource, ReadonlyMap<string, readonly FactKind[]>> {
  const bySource = new Map<EventSource, Map<string, FactKind[]>>();
  for (const kind of kinds) {
    for (const { record } of kind.feeds) {
      const byEvent = bySource.get(record.source) ?? new Map<string, FactKind[]>();
      bySource.set(record.source, byEvent);
      const event = record.windows?.event ?? ANY_EVENT;
      const list = byEvent.get(event) ?? [];
      byEvent.set(event, list);
      if (!list.includes(kind)) list.push(kind);
    }
  }
  return bySource;
}

/** The facts that a record feeds, in the order of `factKinds`; the caller adds where the record stands. */
export function extractFacts(event: RawEvent, scope: FactScope): readonly ExtractedFact[] {
  const byEvent = routes.get(event.source);
  const kinds = byEvent?.get(event.source === 'windows' ? (event.get('EventID') ?? ANY_EVENT) : ANY_EVENT);
  if (!kinds) return NOTHING;
  const facts: ExtractedFact[] = [];
  for (const kind of kinds) {
    const row = kind.extract(event, scope);
    if (row) facts.push({ table: kind.table, row });
  }
  return facts;
}
