import { byMoment, collect, SECOND, SKEW, within } from '../lib/index.ts';
import type { NetworkActivity } from '../case/index.ts';
import type { AddressBook } from './address-book.ts';
import { isLoopback } from './address.ts';

/** A connection that a host opened, or, in an index of those, one that it accepted. */
export type Socket = Pick<
  NetworkActivity,
  | 'time'
  | 'time_100ns'
  | 'host'
  | 'source_address'
  | 'source_port'
  | 'destination_address'
  | 'image'
  | 'process_id'
  | 'process_guid'
  | 'ref'
  | 'pointers'
>;

/** Finds the connection behind a remote session by its source address and port. */
export interface SocketIndex {
  /** The connection another host opened, at most `life` µs before; `self` when the host opened it itself; null when no record tells. */
  of(session: SessionEnd, life: number): Socket | 'self' | null;
  /** The connections that `source` opened to one of the addresses in the two minutes before `time`, by time. */
  toward(source: string, addresses: readonly string[], time: number): readonly Socket[];
}

/** The source socket that a session names, where and when. */
export interface SessionEnd {
  readonly address: string | null;
  readonly port: number | null;
  /** Microseconds since 1970. */
  readonly time: number;
  /** The host that the session is on. */
  readonly destination: string;
}

/** Records of one moment may be dated this far apart: Sysmon writes a connection some seconds after it was opened. */
const DISORDER = 5 * SECOND;

/**
 * Indexes connections by source socket (the pair that a 4624 and a database session name). Ports are used again: of several connections the one
 * that leads to the session's host is meant, else one that leads nowhere we know; of these the newest that was opened before the session, and only
 * where there is none the nearest after it that the clocks allow. A loopback address is the session's own host's.
 */
export function socketIndex(sockets: readonly Socket[], book: Pick<AddressBook, 'hostOf'>): SocketIndex {
  const bySource = new Map<string, Socket[]>();
  const byHost = new Map<string, Socket[]>();
  for (const socket of [...sockets].sort(byMoment)) {
    collect(byHost, socket.host, socket);
    if (socket.source_address !== null && socket.source_port !== null && socket.source_port > 0)
      collect(bySource, `${socket.source_address} ${socket.source_port}`, socket);
  }
  const leads = ({ host, destination_address: to, time }: Socket, destination: string): number => {
    if (host === destination && to !== null && isLoopback(to)) return 2;
    const holder = to === null ? null : book.hostOf(to, time);
    return holder === destination ? 2 : holder === null ? 1 : 0;
  };
  return {
    of({ address, port, time, destination }, life) {
      if (address === null || port === null || port <= 0) return null;
      const same = within(bySource.get(`${address} ${port}`) ?? [], time - life, time + SKEW).filter(
        (socket) => !isLoopback(address) || socket.host === destination,
      );
      // Later in the list is newer; of those after the session, earlier is nearer.
      const [best] = same
        .map((socket) => ({ socket, leads: leads(socket, destination), late: Math.max(0, socket.time - time - DISORDER) }))
        .reverse()
        .sort((a, b) => b.leads - a.leads || a.late - b.late);
      if (!best) return null;
      return best.socket.host === destination ? 'self' : byName(best.socket, same);
    },
    toward: (source, addresses, time) =>
      within(byHost.get(source) ?? [], time - SKEW, time + DISORDER).filter(
        (socket) => socket.destination_address !== null && addresses.includes(socket.destination_address),
      ),
  };
}

/** Two logs may record one connection (Sysmon 3 and 5156): the record that names its process by GUID says more. */
function byName(best: Socket, same: readonly Socket[]): Socket {
  if (best.process_guid !== null) return best;
  return (
    same.find((other) => other.host === best.host && other.process_guid !== null && Math.abs(other.time - best.time) <= DISORDER) ?? best
  );
}
