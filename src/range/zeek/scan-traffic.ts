import { MILLISECOND, SECOND } from '../moment.ts';
// The file itself: what is played on hosts may in turn ask what passes on the wire.
import { portAfter } from '../play/kinds/ends.ts';
import { connection, drawPort, type ConnectionState } from './connection.ts';
import { carry, prove, withProof, type Passage } from './passage.ts';

/** Found open on Windows, in the order in which they are tried before the logon. */
const OPEN = [135, 139, 445, 3389, 5985, 443];
const OTHERS = [21, 22, 23, 25, 80, 111, 389, 1433, 1521, 3306, 5432, 5900, 8080, 8443, 9100];

/** The vulnerability scanner: open ports, closed and silent ones, guesses, and a logon of its own. */
export function scanTraffic(passage: Passage): void {
  const { random, activity, shared, target } = passage;
  const windows = target.system === 'windows';
  for (const [i, port] of OPEN.entries()) {
    if (port === 445 || !windows) continue;
    knock(passage, activity.at - (OPEN.length - i) * 300 * MILLISECOND, portAfter(shared.port, 1 + i), port, 'RSTO');
  }
  for (const port of random.sample(OTHERS, 4))
    knock(passage, activity.at - random.integer(3, 9) * SECOND, drawPort(random), port, random.chance(0.7) ? 'REJ' : 'S0');
  if (!windows) return;
  const sizes = { sent: random.integer(9_000, 40_000), received: random.integer(9_000, 60_000) };
  prove(passage, carry(passage, { port: 445, service: withProof('smb', passage), ...sizes }));
}

function knock({ capture, random, client, server }: Passage, at: number, clientPort: number, port: number, state: ConnectionState): void {
  const silent = state === 'S0';
  connection(capture, random, {
    at,
    client,
    clientPort,
    server,
    port,
    service: null,
    duration: silent ? null : random.integer(300, 4_000),
    sent: silent ? null : 0,
    received: silent ? null : state === 'RSTO' ? random.integer(0, 120) : 0,
    state,
  });
}
