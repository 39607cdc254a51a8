import { httpActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, address, integer, made, port, smallInteger, text, valueIn, word } from './column-source.ts';
import { factKindOf } from './fact-kind-of.ts';
import type { FactScope } from './fact-scope.ts';

const path = made(['cs-uri-stem'], 'masked; nothing when the log has none', (event: RawEvent, { masker }: FactScope) => {
  const stem = valueIn(event, ['cs-uri-stem']);
  return stem === null ? '' : masker.text(stem);
});

const userAgent = made(['cs(User-Agent)'], '+ read as a space; masked', (event: RawEvent, { masker }: FactScope) => {
  const agent = valueIn(event, ['cs(User-Agent)']);
  return agent === null ? null : masker.text(agent.replaceAll('+', ' '));
});

/** Requests that a web server answered. */
export const httpActivity = factKindOf(httpActivityTable, [
  {
    record: { source: 'iis' },
    columns: {
      method: word('cs-method'),
      path,
      query: text('cs-uri-query'),
      status: smallInteger('sc-status'),
      client_address: address('c-ip'),
      server_address: address('s-ip'),
      server_port: port('s-port'),
      user_agent: userAgent,
      referer: text('cs(Referer)'),
      account: account('cs-username', null, null),
      bytes_in: integer('cs-bytes'),
      bytes_out: integer('sc-bytes'),
      duration_ms: integer('time-taken'),
    },
  },
]);
