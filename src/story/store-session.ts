import { byMoment, collect, DAY, within } from '../lib/index.ts';
import type { AddressBook, Socket, SocketIndex } from '../names/index.ts';
import type { Lineage } from './lineage.ts';
import { NO_ORIGINS, type Origins } from './host-lineage.ts';
import type { StoreSession } from './story-facts.ts';

/** A database session and what its client's host tells of it. */
export interface ClientSession {
  readonly session: StoreSession;
  /** The host it came from. */
  readonly client: string;
  readonly socket: Socket | null;
  readonly origins: Origins;
  /** Whether its process is known, so that it is theirs or somebody else's; else nobody can tell. */
  readonly told: boolean;
  /** Whether no connection of the client to a store is on record, a day before or after. */
  readonly silent: boolean;
}

/** A pooled connection may live for long before its first audited statement. */
const CONNECTION_LIFE = DAY;

/** Joins each database session to the socket that opened it and to who stands behind its process; by time. */
export function clientSessions(
  sessions: readonly StoreSession[],
  sockets: SocketIndex,
  book: AddressBook,
  lineage: Lineage,
): ClientSession[] {
  const joined: Omit<ClientSession, 'silent'>[] = [];
  for (const session of [...sessions].sort(byMoment)) {
    const { client_address: address, client_port: port, time, host } = session;
    if (address === null) continue;
    const socket = sockets.of({ address, port, time, destination: host }, CONNECTION_LIFE);
    if (socket === 'self') continue;
    const client = socket?.host ?? book.hostOf(address, time);
    if (client === null || client === host) continue;
    const origins = socket ? lineage.origins(client, socket) : NO_ORIGINS;
    joined.push({ session, client, socket, origins, told: socket !== null && lineage.watched(client) });
  }
  const recorded = new Map<string, { readonly time: number }[]>();
  for (const { client, socket, session } of joined) if (socket) collect(recorded, client, { time: session.time });
  return joined.map((one) => ({
    ...one,
    silent: within(recorded.get(one.client) ?? [], one.session.time - DAY, one.session.last + DAY).length === 0,
  }));
}
