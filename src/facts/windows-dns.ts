import type { dnsActivityTable } from '../case/index.ts';
import type { RawEvent } from '../evidence/index.ts';
import { account, guid, made, maskedName, processId, text, valueIn } from './column-source.ts';
import type { Feed } from './fact-kind.ts';
import type { FactScope } from './fact-scope.ts';
import { canonicalAddress } from './names/index.ts';
import { dnsClient, sysmon } from './windows-records.ts';

/** Most answers that are kept of one record. */
const MOST_ANSWERS = 256;

/** Windows' error numbers for what a server answered (winerror.h, DNS_ERROR_RCODE_…). */
const STATUS: ReadonlyMap<string, string> = new Map([
  ['0', 'NOERROR'],
  ['9001', 'FORMERR'],
  ['9002', 'SERVFAIL'],
  ['9003', 'NXDOMAIN'],
  ['9004', 'NOTIMP'],
  ['9005', 'REFUSED'],
]);

/** Types of records (IANA DNS parameters). */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['1', 'A'],
  ['2', 'NS'],
  ['5', 'CNAME'],
  ['6', 'SOA'],
  ['12', 'PTR'],
  ['15', 'MX'],
  ['16', 'TXT'],
  ['28', 'AAAA'],
  ['33', 'SRV'],
  ['255', 'ANY'],
]);

const query = made(
  ['QueryName'],
  'lower-case, no dot at the end; masked where it holds seven digits in a row',
  (event: RawEvent, scope: FactScope) => {
    const name = valueIn(event, ['QueryName']);
    return name === null ? null : maskedName(name.toLowerCase().replace(/\.$/, ''), scope);
  },
);

const responseCode = made(['QueryStatus'], '0 NOERROR, 9003 NXDOMAIN …, else the number', (event: RawEvent) => {
  const status = valueIn(event, ['QueryStatus'])?.trim() ?? null;
  return status === null ? null : (STATUS.get(status) ?? status);
});

const queryType = made(['QueryType'], 'number as its name', (event: RawEvent) => {
  const type = valueIn(event, ['QueryType'])?.trim() ?? null;
  return type === null ? null : (TYPES.get(type) ?? type);
});

/** `type:  5 www.carrier.example;::ffff:192.0.2.7;192.0.2.8;`: what is no address stands behind the number of its type. */
const answers = made(
  ['QueryResults'],
  `addresses canonical, the rest masked; the first ${MOST_ANSWERS}`,
  (event: RawEvent, scope: FactScope): readonly string[] =>
    (valueIn(event, ['QueryResults']) ?? '')
      .split(';', MOST_ANSWERS)
      .map((answer) => answer.trim().replace(/^type:\s*\d+\s*/, ''))
      .filter((answer) => answer !== '')
      .map((answer) => canonicalAddress(answer) ?? scope.masker.text(answer)),
);

const asked = { query, answers, response_code: responseCode } as const;

/** Names that processes of a Windows host asked for. */
export const windowsDns: readonly Feed<typeof dnsActivityTable>[] = [
  {
    record: sysmon('22'),
    columns: {
      ...asked,
      image: text('Image'),
      process_id: processId('ProcessId'),
      process_guid: guid('ProcessGuid'),
      account: account('User', null, null),
    },
  },
  { record: dnsClient('3008'), columns: { ...asked, query_type: queryType, process_id: processId('ExecutionProcessID') } },
];
