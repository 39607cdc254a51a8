import { datastoreActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { always, integer, made, maskedName, portOf, smallInteger, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { RecordSort } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { canonicalAddress, canonicalHost } from './names/index.ts';

const AUDIT = 'AUDIT: ';
/** SQLSTATE of a statement that a user or a timeout cancelled (PostgreSQL manual, appendix A). */
const CANCELLED = '57014';
/** pgaudit writes these where it keeps a text to itself. */
const WITHHELD = new Set(['<not logged>', '<previously logged>']);
const NONE = '<none>';

/** A sort of csvlog record, told by what its message begins with or how severe it is. */
function record(about: string, holds: (event: RawEvent, message: string) => boolean): RecordSort {
  return { source: 'postgresql', when: { about, holds: (event) => holds(event, event.get('message') ?? '') } };
}

function severe(event: RawEvent): boolean {
  const severity = event.get('error_severity');
  return severity === 'ERROR' || severity === 'FATAL' || severity === 'PANIC';
}

/** `10.0.0.5:41234`, `::1:41234`, `db7.corp.example:41234` or `[local]`. */
function peer(event: RawEvent): { host: string; port: string } | null {
  const from = valueIn(event, ['connection_from']);
  if (from === null || from === '[local]') return null;
  const colon = from.lastIndexOf(':');
  return colon < 0 ? { host: from, port: '' } : { host: from.slice(0, colon), port: from.slice(colon + 1) };
}

const session = {
  zone_assumed: made(
    [],
    'true where the log names no zone that can be relied on and UTC was taken',
    (event: RawEvent) => event.zoneAssumed ?? false,
  ),
  store: made([], 'of context/sources.yaml, else the host', (_: RawEvent, { store, host }: FactScope) => store ?? host),
  database: text('database_name'),
  account: made(['user_name'], 'lower-case', (event: RawEvent, scope: FactScope) => {
    const role = valueIn(event, ['user_name']);
    return role === null ? null : maskedName(role.slice(0, 256).toLowerCase(), scope);
  }),
  session: word('session_id'),
  client_address: made(
    ['connection_from'],
    'canonical address, else the name; [local] is none',
    (event: RawEvent, { masker }: FactScope) => {
      const host = peer(event)?.host;
      const name = canonicalAddress(host) ?? canonicalHost(host);
      return name === null ? null : masker.text(name);
    },
  ),
  client_port: made(['connection_from'], 'behind the last colon', (event: RawEvent) => portOf(peer(event)?.port ?? '')),
  application: text('application_name'),
} as const;

/** The statement's masked text; null where pgaudit kept it to itself. */
const statement = made(
  ['statement', 'message'],
  'masked; <not logged> and <previously logged> are none',
  (event: RawEvent, { masker }: FactScope) => {
    const written = event.get('statement');
    // An audit line that breaks its format is still an access: its whole text stands for the statement.
    const sql = event.get('audit_type') === undefined ? (event.get('message') ?? '').slice(AUDIT.length) : written;
    return !sql || WITHHELD.has(sql) ? null : masker.statement(sql);
  },
);

const parameters = made(['parameter'], 'masked; <none> and <not logged> are none', (event: RawEvent, { masker }: FactScope) => {
  const values = event.get('parameter');
  return !values || values === NONE || WITHHELD.has(values) ? null : masker.statement(values);
});

const failure = made(['sql_state_code'], 'cancelled for 57014, else failed', (event: RawEvent) =>
  event.get('sql_state_code') === CANCELLED ? 'cancelled' : 'failed',
);

/** Sessions of a database, the statements that pgaudit wrote down, and those that ended in an error. */
export const datastoreActivity = factKindOf(datastoreActivityTable, [
  {
    record: record('message starts with AUDIT:', (_, message) => message.startsWith(AUDIT)),
    columns: {
      ...session,
      activity: always('statement'),
      audit_type: word('audit_type'),
      statement_id: smallInteger('statement_id'),
      substatement_id: smallInteger('substatement_id'),
      audit_class: word('class'),
      command: word('command'),
      object_type: word('object_type'),
      object_name: text('object_name'),
      statement,
      parameters,
      rows: integer('rows'),
      outcome: always('ok'),
    },
  },
  {
    record: record('message starts with "connection authorized"', (_, message) =>
      /^(?:replication )?connection authorized: /.test(message),
    ),
    columns: { ...session, activity: always('connect'), outcome: always('ok') },
  },
  {
    record: record('message starts with "disconnection"', (_, message) => message.startsWith('disconnection: ')),
    columns: { ...session, activity: always('disconnect'), outcome: always('ok') },
  },
  {
    record: record(
      'FATAL with an SQLSTATE of class 28 (authorization refused)',
      (event) => severe(event) && (event.get('sql_state_code') ?? '').startsWith('28'),
    ),
    columns: { ...session, activity: always('connect'), outcome: always('failed') },
  },
  {
    record: record('ERROR, FATAL or PANIC with a query', (event) => severe(event) && valueIn(event, ['query']) !== null),
    columns: {
      ...session,
      activity: always('error'),
      command: word('command_tag'),
      statement: made(['query'], 'masked', (event: RawEvent, { masker }: FactScope) => {
        const sql = event.get('query');
        return sql ? masker.statement(sql) : null;
      }),
      outcome: failure,
    },
  },
]);
