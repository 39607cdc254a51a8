import type { httpActivityTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { account, hostName, integer, made, smallInteger, text, valueIn } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { atServer, clientAndServer, name, session, zeek } from './columns.ts';

/** Most headers of proxies that are kept. */
const MOST_PROXIES = 32;
const SCHEME = /^https?:\/\/[^/?#]*/i;

/** Path and query of what stands in the request line; a proxy is asked for a whole URI. */
function targetOf(event: RawEvent): { path: string; query: string | null } {
  const target = (valueIn(event, ['uri']) ?? '').replace(SCHEME, '');
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: null } : { path: target.slice(0, mark), query: target.slice(mark + 1) || null };
}

/** `X-FORWARDED-FOR -> 192.0.2.1`, a line each. */
const forwarded = made(
  ['proxied'],
  'without the names of the headers, separated by commas; masked',
  (event: RawEvent, { masker }: FactScope) => {
    const headers = valueIn(event, ['proxied']);
    return headers === null
      ? null
      : masker.text(
          headers
            .split('\n', MOST_PROXIES)
            .map((header) => header.replace(/^[^ ]* -> /, ''))
            .join(', '),
        );
  },
);

/** Requests as a sensor between client and server sees them, whether or not the server logs any. */
export const zeekHttp: readonly Feed<typeof httpActivityTable>[] = [
  {
    record: zeek('http'),
    columns: {
      ...atServer,
      ...clientAndServer,
      method: name('method'),
      path: made(['uri'], 'before the ?, without scheme and host; masked', (event: RawEvent, { masker }: FactScope) =>
        masker.text(targetOf(event).path),
      ),
      query: made(['uri'], 'behind the ?; masked', (event: RawEvent, { masker }: FactScope) => {
        const { query } = targetOf(event);
        return query === null ? null : masker.text(query);
      }),
      status: smallInteger('status_code'),
      server_name: hostName('host'),
      user_agent: text('user_agent'),
      referer: text('referrer'),
      account: account('username', null, null),
      bytes_in: integer('request_body_len'),
      bytes_out: integer('response_body_len'),
      forwarded_for: forwarded,
      session,
    },
  },
];
