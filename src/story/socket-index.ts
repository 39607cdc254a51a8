import { SECOND, SKEW, byMoment, collect, within } from './moment.ts';
import type { Socket } from './story-facts.ts';

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

/** Records of one moment may be dated this far apart. */
const DISORDER = 5 * SECOND;

/** Indexes outbound connections by source socket (the pair that a 4624 and a database session name). */
export function socketIndex(sockets: readonly Socket[]): SocketIndex {
  const bySource = new Map<string, Socket[]>();
  const byHost = new Map<string, Socket[]>();
  for (const socket of [...sockets].sort(byMoment)) {
    collect(byHost, socket.host, socket);
    if (socket.source_address !== null && socket.source_port !== null && socket.source_port > 0)
      collect(bySource, `${socket.source_address} ${socket.source_port}`, socket);
  }
  return {
    of({ address, port, time, destination }, life) {
      if (address === null || port === null || port <= 0) return null;
      let best: Socket | null = null;
      for (const socket of bySource.get(`${address} ${port}`) ?? []) {
        const age = time - socket.time;
        if (age < -SKEW || age > life) continue;
        // Later in the list is nearer to the session, until it lies beyond it.
        if (best === null || Math.abs(age) <= Math.abs(time - best.time)) best = socket;
      }
      return best?.host === destination ? 'self' : best && byName(best, bySource.get(`${address} ${port}`) ?? []);
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
