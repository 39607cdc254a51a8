import { httpActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import {
  account,
  address,
  hostName,
  integer,
  made,
  maskedName,
  port,
  smallInteger,
  text,
  valueIn,
  type ColumnSource,
} from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { Feed } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { detached, Remembered } from './names/index.ts';
import { zeekHttp } from './zeek/index.ts';

type HttpFeed = Feed<typeof httpActivityTable>;

function path(field: string): ColumnSource<string> {
  return made([field], 'masked; nothing when the log has none', (event: RawEvent, { masker }: FactScope) => {
    const stem = valueIn(event, [field]);
    return stem === null ? '' : masker.text(stem);
  });
}

/** A word that the client may have chosen. */
function name(field: string): ColumnSource<string | null> {
  return made([field], 'masked where it holds seven digits in a row', (event: RawEvent, scope: FactScope) => {
    const value = valueIn(event, [field]);
    return value === null ? null : maskedName(value.trim(), scope);
  });
}

/** Agents are few: each is rewritten once. */
const agents = new Remembered<string>();

const plussedAgent = made(['cs(User-Agent)'], '+ read as a space; masked', (event: RawEvent, { masker }: FactScope) => {
  const agent = valueIn(event, ['cs(User-Agent)']);
  if (agent === null) return null;
  return masker.text(agents.get(agent) ?? agents.set(agent, detached(agent.replaceAll('+', ' '))));
});

/** Names that carriers give the column in which a server logs the header. */
const FORWARDED = [
  'X-Forwarded-For',
  'cs(X-Forwarded-For)',
  'x-forwarded-for',
  'X-FORWARDED-FOR',
  'XForwardedFor',
  'X-Real-IP',
  'cs(X-Real-IP)',
];

const plussedChain = made(FORWARDED, '+ read as a space; masked', (event: RawEvent, { masker }: FactScope) => {
  const chain = valueIn(event, FORWARDED);
  return chain === null ? null : masker.text(chain.replaceAll('+', ' '));
});

/** What all servers' logs that go by W3C names have in common. */
const request = {
  method: name('cs-method'),
  path: path('cs-uri-stem'),
  query: text('cs-uri-query'),
  status: smallInteger('sc-status'),
  client_address: address('c-ip'),
  server_port: port('s-port'),
  referer: text('cs(Referer)'),
  account: account('cs-username', null, null),
  bytes_out: integer('sc-bytes'),
} as const;

const iis: HttpFeed = {
  record: { source: 'iis' },
  columns: {
    ...request,
    client_port: port('c-port'),
    server_address: address('s-ip'),
    server_name: hostName('cs-host', 'cs(Host)'),
    user_agent: plussedAgent,
    bytes_in: integer('cs-bytes'),
    forwarded_for: plussedChain,
    duration_ms: integer('time-taken'),
    session: text('x-session'),
  },
};

const webserver: HttpFeed = {
  record: { source: 'webserver' },
  columns: {
    ...request,
    server_name: hostName('cs-host'),
    user_agent: text('cs(User-Agent)'),
    forwarded_for: text('X-Forwarded-For'),
    duration_ms: made(['time-taken'], 'seconds, as milliseconds', (event: RawEvent) => {
      const milliseconds = Math.round(Number(valueIn(event, ['time-taken']) ?? NaN) * 1000);
      return Number.isSafeInteger(milliseconds) ? milliseconds : null;
    }),
  },
};

/** The part of `cs-uri` before the question mark, or behind it. */
function half(name: 'path' | 'query'): (event: RawEvent, scope: FactScope) => string {
  return (event, { masker }) => {
    const uri = valueIn(event, ['cs-uri']) ?? '';
    const mark = uri.indexOf('?');
    if (name === 'path') return masker.text(mark < 0 ? uri : uri.slice(0, mark));
    return mark < 0 ? '' : masker.text(uri.slice(mark + 1));
  };
}

const queryOfUri = half('query');

const httperr: HttpFeed = {
  record: {
    source: 'httperr',
    when: { about: 'a request came', holds: (event) => valueIn(event, ['cs-method', 'cs-uri', 'sc-status']) !== null },
  },
  columns: {
    method: name('cs-method'),
    path: made(['cs-uri'], 'before the ?; masked', half('path')),
    query: made(['cs-uri'], 'behind the ?; masked', (event: RawEvent, scope: FactScope) => queryOfUri(event, scope) || null),
    status: smallInteger('sc-status'),
    client_address: address('c-ip'),
    client_port: port('c-port'),
    server_address: address('s-ip'),
    server_port: port('s-port'),
    error: text('s-reason'),
  },
};

const exchange: HttpFeed = {
  record: { source: 'exchange', when: { about: 'HttpProxy', holds: (event) => valueIn(event, ['UrlStem']) !== null } },
  columns: {
    method: name('Method'),
    path: path('UrlStem'),
    query: made(['UrlQuery'], 'without the ?; masked', (event: RawEvent, { masker }: FactScope) => {
      const query = valueIn(event, ['UrlQuery'])?.replace(/^\?/, '') ?? '';
      return query === '' ? null : masker.text(query);
    }),
    status: smallInteger('HttpStatus'),
    client_address: address('ClientIpAddress'),
    server_name: hostName('UrlHost'),
    user_agent: text('UserAgent'),
    account: account('AuthenticatedUser', null, null),
    bytes_in: integer('RequestBytes'),
    bytes_out: integer('ResponseBytes'),
    backend: hostName('TargetServer'),
    backend_status: smallInteger('BackEndStatus'),
    error: text('ErrorCode'),
    duration_ms: integer('TotalRequestTime'),
    session: name('RequestId'),
  },
};

/** Requests that a web server answered. */
export const httpActivity = factKindOf(httpActivityTable, [iis, webserver, httperr, exchange, ...zeekHttp]);
