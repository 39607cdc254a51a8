import type { dnsActivityTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { address, made, maskedName, valueIn } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { canonicalAddress } from '../names/index.ts';
import { clientAndServer, hostAt, name, scaled, session, zeek } from './columns.ts';

/** Most answers that are kept of one record; a message of DNS has room for some thousand. */
const MOST_ANSWERS = 256;

/** A name in lower-case without the dot at its end. */
function domainName(value: string): string {
  return value.toLowerCase().replace(/\.$/, '');
}

/** Answers, one a line, canonical where they are addresses. */
function answersOf(event: RawEvent, scope: FactScope): readonly string[] {
  const value = valueIn(event, ['answers']);
  if (value === null) return [];
  return value.split('\n', MOST_ANSWERS).map((answer) => canonicalAddress(answer) ?? scope.masker.text(answer));
}

/** Questions and answers as a sensor between client and server sees them. */
export const zeekDns: readonly Feed<typeof dnsActivityTable>[] = [
  {
    record: zeek('dns'),
    columns: {
      host: hostAt('id.orig_h'),
      host_raw: address('id.orig_h'),
      ...clientAndServer,
      query: made(
        ['query'],
        'lower-case, no dot at the end; masked where it holds seven digits in a row',
        (event: RawEvent, scope: FactScope) => {
          const query = valueIn(event, ['query']);
          return query === null ? null : maskedName(domainName(query), scope);
        },
      ),
      query_type: name('qtype_name', 'qtype'),
      answers: made(['answers'], `addresses canonical, the rest masked; the first ${MOST_ANSWERS}`, answersOf),
      ttl_s: made(['TTLs'], 'the first', (event: RawEvent) => scaled(valueIn(event, ['TTLs'])?.split('\n', 1)[0] ?? null, 1)),
      response_code: name('rcode_name', 'rcode'),
      protocol: name('proto'),
      session,
      transaction: name('trans_id'),
    },
  },
];
