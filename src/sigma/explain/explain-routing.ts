import type { SigmaEvent } from '../event.ts';
import { fold } from '../fold.ts';
import type { Route } from '../logsources.ts';
import type { RouteCheck, RouteExplanation } from './explanation.ts';

/** What a route asks of an event, in the order source, channel, kind of event, other fields. */
export function explainRoute(route: Route, event: SigmaEvent): RouteExplanation {
  const checks = [sourceCheck(route, event), ...channelCheck(route, event), ...kindCheck(route, event), ...fieldChecks(route, event)];
  const { product, category, service } = route;
  return { product, category, service, holds: checks.every(({ holds }) => holds), checks };
}

function sourceCheck({ source }: Route, event: SigmaEvent): RouteCheck {
  return { asks: 'source', field: null, wanted: [source], found: event.source, holds: event.source === source };
}

function channelCheck({ channels }: Route, { channel }: SigmaEvent): RouteCheck[] {
  if (channels === null) return [];
  const holds = channel !== null && channels.includes(fold(channel));
  return [{ asks: 'channel', field: null, wanted: channels, found: channel, holds }];
}

function kindCheck({ event: field, events }: Route, event: SigmaEvent): RouteCheck[] {
  if (field === null || events === null) return [];
  const found = event.get(field) ?? null;
  return [{ asks: 'field', field, wanted: events, found, holds: found !== null && events.includes(found) }];
}

function fieldChecks({ where, mapping }: Route, event: SigmaEvent): RouteCheck[] {
  return where.map(([field, wanted]) => {
    const found = [...event.fields()].flatMap(([name, value]) => (name === field && value !== null ? [value] : []));
    const values = mapping.repeated.has(field) ? found : found.slice(0, 1);
    return { asks: 'field', field, wanted, found: values[0] ?? null, holds: values.some((value) => wanted.includes(fold(value))) };
  });
}
