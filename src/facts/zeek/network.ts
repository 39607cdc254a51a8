import type { networkActivityTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { always, integer, made, maskedName } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { ends, milliseconds, name, session, zeek } from './columns.ts';

/** States of a TCP connection that never came about (Zeek manual, `conn_state`). */
const REFUSED: ReadonlySet<string> = new Set(['S0', 'REJ', 'RSTOS0', 'SH']);

const activity = made(['proto', 'conn_state'], 'attempt where TCP was refused or not answered, else connection', (event: RawEvent) =>
  event.get('proto') === 'tcp' && REFUSED.has(event.get('conn_state') ?? '') ? 'attempt' : 'connection',
);

/** Protocols that Zeek does not follow, by their IANA number. */
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['47', 'gre'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['132', 'sctp'],
]);

/** `proto` and, where that is `unknown_transport`, the number beside it. */
export function protocolOf(event: RawEvent): string | null {
  const proto = event.get('proto');
  if (proto === 'tcp' || proto === 'udp') return proto;
  const lower = proto ? proto.toLowerCase() : null;
  return (lower === null || lower === 'unknown_transport' ? NUMBERS.get(event.get('ip_proto') ?? '') : null) ?? lower;
}

/** The transport, as a column. */
export const protocol = made(['proto', 'ip_proto'], 'lower-case; an IANA number as its name', (event: RawEvent, scope: FactScope) => {
  const name = protocolOf(event);
  return name === null ? null : maskedName(name, scope);
});

/** Connections as a sensor between the ends sees them. */
export const zeekNetwork: readonly Feed<typeof networkActivityTable>[] = [
  {
    record: zeek('conn'),
    columns: {
      activity,
      direction: always('observed'),
      protocol,
      ...ends,
      bytes_out: integer('orig_bytes'),
      bytes_in: integer('resp_bytes'),
      packets_out: integer('orig_pkts'),
      packets_in: integer('resp_pkts'),
      duration_ms: milliseconds('duration'),
      service: name('service'),
      state: name('conn_state'),
      session,
    },
  },
];
