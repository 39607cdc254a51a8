import type { DatastoreActivity, Hop, IntruderSocket, Operation, Wave } from '../case/index.ts';

/** Whose an access was. */
export interface Whose {
  /** The intruder's operation; null when it is left out. */
  readonly operation: string | null;
  /** Whether it is theirs for certain; false too when it is left out. */
  readonly certain: boolean;
  /** One plain sentence. */
  readonly reason: string;
  /** Canonical host that it came from; `ip:…` while no name is known. */
  readonly clientHost: string | null;
  /** Number of the wave; null when it is left out. */
  readonly wave: number | null;
}

/** What the story says of the intruder. */
export interface IntruderTraces {
  readonly operations: readonly Operation[];
  readonly sockets: readonly IntruderSocket[];
  readonly hops: readonly Hop[];
  readonly waves: readonly Wave[];
}

/** A host that records who opens its connections does so for this long around one that it recorded, in µs. */
const RECORDS_AROUND = 86_400_000_000;

/**
 * Decides by the session: an address and port that the intruder opened is theirs; another port of an address where such connections are on record
 * is not; where nothing tells connections apart, it may be. An account alone never decides: it is shared.
 */
export function whoseAccess(fact: DatastoreActivity, traces: IntruderTraces): Whose {
  const { client_address: address, time } = fact;
  if (traces.operations.length === 0) return leftOut('No operation was found.', hostOf(address, traces));
  if (address === null) return localAccess(fact, traces);
  const there = traces.sockets.filter((socket) => socket.address === address);
  const now = there.filter((socket) => socket.from <= time && time <= socket.to);
  const own = now.find((socket) => socket.port !== null && socket.port === fact.client_port);
  if (own) {
    const reason = own.certain
      ? `Its connection was opened on ${own.host} by a process of the intruder.`
      : `Its connection may have been opened on ${own.host} by the intruder.`;
    return theirs(own, own.certain, reason, traces, time);
  }
  const held = now.find((socket) => socket.port === null && (socket.account === null || socket.account === fact.account));
  const told = there.some(
    (socket) => socket.certain && socket.port !== null && socket.from - RECORDS_AROUND <= time && time <= socket.to + RECORDS_AROUND,
  );
  if (held && (!told || fact.client_port === null)) {
    return theirs(
      held,
      false,
      `It came from ${held.host} while the intruder held it, and no record there tells whose connection it was.`,
      traces,
      time,
    );
  }
  if (there.length === 0) return leftOut('Its client is no host that the intruder used to reach a store.', hostOf(address, traces));
  if (told && fact.client_port === null) {
    const near = there[0];
    if (near)
      return theirs(
        near,
        false,
        `It came from ${near.host}, which the intruder used, and the log does not say by which connection.`,
        traces,
        time,
      );
  }
  if (told) return leftOut("Its connection was opened by a process outside the intruder's sessions.", hostOf(address, traces));
  return leftOut('The intruder did not hold its client at that time.', hostOf(address, traces));
}

/** A connection within the database's own server shows no address: it may be theirs once they have run programs there. */
function localAccess(fact: DatastoreActivity, traces: IntruderTraces): Whose {
  const reached = traces.hops.filter((hop) => hop.to_host === fact.host && hop.mechanism !== 'database');
  const hop = reached.findLast((one) => one.time <= fact.time);
  if (!hop) return leftOut("It came from the database's own server, on which the intruder ran nothing.", fact.host);
  const reason = "It came from the database's own server, which the intruder had reached, and no record tells whose it was.";
  return { operation: hop.operation, certain: false, reason, clientHost: fact.host, wave: waveOf(hop.operation, fact.time, traces) };
}

function theirs(socket: IntruderSocket, certain: boolean, reason: string, traces: IntruderTraces, time: number): Whose {
  const hop = traces.hops.find((one) => one.id === socket.hop);
  return {
    operation: socket.operation,
    certain,
    reason,
    clientHost: socket.host,
    wave: hop?.wave ?? waveOf(socket.operation, time, traces),
  };
}

function leftOut(reason: string, clientHost: string | null): Whose {
  return { operation: null, certain: false, reason, clientHost, wave: null };
}

function hostOf(address: string | null, traces: IntruderTraces): string | null {
  if (address === null) return null;
  const known = traces.sockets.find((socket) => socket.address === address);
  if (known) return known.host;
  return /^[\d.]+$|:/.test(address) ? `ip:${address}` : address;
}

/** The wave at a time: the last one that had begun, else the first. */
function waveOf(operation: string, time: number, traces: IntruderTraces): number {
  const waves = traces.waves.filter((wave) => wave.operation === operation).sort((a, b) => a.number - b.number);
  return (waves.findLast((wave) => wave.first <= time) ?? waves[0])?.number ?? 1;
}
