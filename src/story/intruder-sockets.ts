import { byText } from '../lib/index.ts';
import { mergePointers, type Hop, type IntruderSocket, type StoryHost } from '../case/index.ts';
import type { Clock } from './clock.ts';
import type { OperationMembers } from './operation.ts';
import type { ClientSession } from './store-session.ts';
import { BOUT, waveAt, waveOf, type WaveSpan } from './wave-plan.ts';

/**
 * What later stages join database sessions to, in the table's order. Each session of the intruder's own process gives its
 * source socket (`certain`). Where the connections of a held host left no record that would tell whose a session was, each
 * wave gives one row without a port for each of its addresses, from the time it was held until a bout after the wave's last
 * sign: any session from there may have been theirs. A host that does keep such records gives no row of that kind: its other sessions were told apart.
 * Times are those of the store's own clock, which its log bears.
 */
export function intruderSockets(
  operation: string,
  members: OperationMembers,
  untold: readonly ClientSession[],
  hops: readonly Hop[],
  hosts: readonly StoryHost[],
  spans: readonly WaveSpan[],
  clock: Clock,
): IntruderSocket[] {
  const certain = members.dataSessions.map(({ session, client, socket }) => ({
    operation,
    host: client,
    address: session.client_address ?? '',
    port: session.client_port,
    from: clock.shown(session.host, Math.min(session.time, socket?.time ?? session.time)),
    to: clock.shown(session.host, session.last),
    certain: true,
    account: session.account,
    hop: hopOf(client, session.host, session.account, waveOf(spans, session.time), hops)?.id ?? null,
    ref: session.ref,
    pointers: mergePointers([session.pointers, socket?.pointers ?? []]),
  }));
  const uncertain = new Map<string, IntruderSocket>();
  for (const { session, client, silent } of untold) {
    const span = waveAt(spans, session.time);
    const host = hosts.find((one) => one.host === client);
    const port = silent ? null : session.client_port;
    const key = JSON.stringify([span?.number, client, session.client_address, port]);
    if (!span || !host || uncertain.has(key)) continue;
    uncertain.set(key, {
      operation,
      host: client,
      address: session.client_address ?? '',
      port,
      from: clock.shown(session.host, port === null ? Math.max(span.first, host.first) : session.time),
      to: clock.shown(session.host, port === null ? span.last + BOUT : session.last),
      certain: false,
      account: null,
      hop: null,
      ref: session.ref,
      pointers: session.pointers,
    });
  }
  return [...certain, ...uncertain.values()].sort(
    (a, b) => a.from - b.from || byText(a.host, b.host) || byText(a.address, b.address) || byText(a.ref, b.ref),
  );
}

function hopOf(from: string, to: string, account: string | null, wave: number, hops: readonly Hop[]): Hop | undefined {
  return hops.find(
    (hop) =>
      hop.join === 'database' &&
      hop.wave === wave &&
      hop.from_host === from &&
      hop.to_host === to &&
      (account === null || hop.account === account),
  );
}
