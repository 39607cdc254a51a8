import { MILLISECOND, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Capture } from './capture.ts';
import { about, connection, drawPort, drawRoundTrip } from './connection.ts';
import { dnsLog, ntpLog } from './log-shapes.ts';

/** A question to a name server and its answer. */
export interface Question {
  readonly at: Moment;
  readonly client: string;
  readonly server: string;
  readonly name: string;
  /** Address; null for a name that does not exist. */
  readonly answer: string | null;
  /** Seconds. */
  readonly ttl: number;
  /** The server answers for its own zone. */
  readonly authoritative: boolean;
}

/** A name is asked for and answered: dns.log and its connection. */
export function askName(capture: Capture, random: Random, question: Question): void {
  const { at, client, server, name, answer, ttl, authoritative } = question;
  const outside = authoritative ? 1 : 12;
  const rtt = drawRoundTrip(random) * outside;
  const sent = name.length + 18;
  const received = sent + (answer === null ? 61 : 16);
  const ends = connection(capture, random, {
    at,
    client,
    clientPort: drawPort(random),
    server,
    port: 53,
    proto: 'udp',
    service: 'dns',
    duration: rtt,
    sent,
    received,
    state: 'SF',
  });
  const answered = answer === null ? [3, 'NXDOMAIN'] : [0, 'NOERROR'];
  const about53 = ['udp', random.integer(1, 65_535), rtt, name, 1, 'C_INTERNET', 1, 'A', ...answered];
  const flags = [authoritative && answer !== null, false, true, true, 0];
  const answers = answer === null ? [null, null] : [[answer], [ttl * SECOND]];
  capture.add(dnsLog, at + rtt, about(at, ends, ...about53, ...flags, ...answers, false));
}

/** A clock is set: ntp.log has question and answer, conn.log the connection. */
export function askTime(capture: Capture, random: Random, at: Moment, client: string, server: string, stratum: number): void {
  const rtt = drawRoundTrip(random) * (stratum === 2 ? 9 : 1);
  const ends = connection(capture, random, {
    at,
    client,
    clientPort: 123,
    server,
    port: 123,
    proto: 'udp',
    service: 'ntp',
    duration: rtt,
    sent: 48,
    received: 48,
    state: 'SF',
  });
  const polled = [64 * SECOND, 1, 15 * MILLISECOND, 31 * MILLISECOND];
  const reference = at - random.integer(30, 900) * SECOND;
  const server4 = [reference, at, at + (rtt >> 1), at + (rtt >> 1) + 20];
  capture.add(ntpLog, at, about(at, ends, 3, 3, stratum + 1, ...polled, server, reference, 0, 0, at, 0));
  capture.add(ntpLog, at + rtt, about(at + rtt, ends, 3, 4, stratum, ...polled, server, ...server4, 0));
}
