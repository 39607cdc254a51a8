import type { Masker } from '../case/index.ts';
import type { EventSource, RawEvent } from '../evidence/index.ts';
import type { FactScope } from './fact-scope.ts';

/** A record for tests. */
export function rawEvent(
  source: EventSource,
  fields: Readonly<Record<string, string | null>>,
  host: string | null = null,
  channel: string | null = null,
): RawEvent {
  const map = new Map(Object.entries(fields));
  return {
    source,
    offset: 0,
    size: 1,
    recordId: null,
    time: { us: 1_700_000_000_123_456, tick: 7, digits: 7 },
    host,
    channel,
    get: (field) => map.get(field),
    fields: () => map,
  };
}

/** A record of any provider of Windows; the fields are listed as given, a name may stand in them twice under `payload`. */
export function windowsEvent(
  provider: string,
  channel: string,
  event: string,
  fields: Readonly<Record<string, string | null>>,
  payload: readonly (readonly [string, string | null])[] = [],
): RawEvent {
  const plain = rawEvent('windows', { EventID: event, Provider_Name: provider, Channel: channel, ...fields }, 'WS05.corp.example', channel);
  return { ...plain, fields: () => [...plain.fields(), ...payload] };
}

export function securityEvent(event: string, fields: Readonly<Record<string, string | null>>): RawEvent {
  return rawEvent(
    'windows',
    { EventID: event, Provider_Name: 'Microsoft-Windows-Security-Auditing', ...fields },
    'WS05.corp.example',
    'Security',
  );
}

export function sysmonEvent(event: string, fields: Readonly<Record<string, string | null>>): RawEvent {
  return rawEvent(
    'windows',
    { EventID: event, Provider_Name: 'Microsoft-Windows-Sysmon', ...fields },
    'WS05.corp.example',
    'Microsoft-Windows-Sysmon/Operational',
  );
}

/** Shows what went through the masker: `«…»` as text, `‹…›` as a statement. */
const marking: Masker = {
  identifier: () => null,
  canonical: () => null,
  text: (text) => `«${text}»`,
  statement: (sql) => `‹${sql}›`,
};

const through: Masker = { ...marking, text: (text) => text, statement: (sql) => sql };

export const scope: FactScope = { host: 'ws05.corp.example', masker: through, store: null, evidencePath: 'logs/a' };
export const markingScope: FactScope = { ...scope, masker: marking };
