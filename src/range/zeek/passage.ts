import type { Host } from '../estate/index.ts';
import { SECOND, type Moment } from '../moment.ts';
import type { Activity } from '../plan/index.ts';
// The file itself: what is played on hosts may in turn ask what passes on the wire.
import type { Shared } from '../play/shared.ts';
import type { Random } from '../random.ts';
import type { Account } from '../windows/index.ts';
import type { Capture } from './capture.ts';
import { connection, type ConnectionState, type Ends } from './connection.ts';
import { proveByNtlm } from './proofs.ts';

/** An activity as it passes a sensor: both ends, and what both tell alike. */
export interface Passage {
  readonly capture: Capture;
  readonly random: Random;
  readonly activity: Activity;
  readonly shared: Shared;
  readonly account: Account;
  readonly source: Host;
  readonly target: Host;
  /** Addresses on the wire. */
  readonly client: string;
  readonly server: string;
  /** What the client calls the server: its name, or its address where it has no name for it. Who proves himself by NTLM has often asked for an address. */
  readonly called: string;
  /** The program that a roll-out puts on hosts. */
  readonly rolledOut: string;
  /** What the source calls itself where a protocol says so; null where only DHCP knows it. */
  readonly workstation: string | null;
}

/** What the connection of an activity carries. */
export interface Carried {
  readonly port: number;
  readonly service: string | null;
  readonly sent: number;
  readonly received: number;
  readonly state?: ConnectionState;
  /** Seconds, where it is not the activity's own. */
  readonly seconds?: number;
  /** Source port of a connection beside the activity's own. */
  readonly from?: number;
  /** µs after the activity's beginning. */
  readonly after?: number;
}

/** One connection of an activity; its own has the port and the byte counts that both ends tell. */
export function carry({ capture, random, activity, shared, client, server }: Passage, carried: Carried): Ends {
  const { port, service, sent, received, from, after = 0 } = carried;
  const seconds = carried.seconds ?? activity.seconds;
  return connection(capture, random, {
    at: activity.at + after,
    client,
    clientPort: from ?? shared.port,
    server,
    port,
    service,
    duration: Math.round(seconds * SECOND) + shared.latency,
    sent: from === undefined ? (activity.detail?.sent ?? sent) : sent,
    received: from === undefined ? (activity.detail?.received ?? received) : received,
    state: carried.state ?? (random.chance(0.85) ? 'SF' : random.chance(0.5) ? 'RSTO' : 'RSTR'),
  });
}

/** The proof that a connection carries, where the sensor can read it; a Kerberos ticket it can not. */
export function prove(passage: Passage, ends: Ends, success = true): void {
  const { capture, shared, account, target, workstation } = passage;
  if (shared.package === 'NTLM') proveByNtlm(capture, halfway(passage), ends, account, workstation, target, success);
}

/** Between the connection and the logon. */
export function halfway({ activity, shared }: Passage): Moment {
  return activity.at + (shared.latency >> 1);
}

/** `gssapi,smb,krb`: what Zeek recognises in a connection over SMB. */
export function withProof(service: string, { shared }: Passage): string {
  return shared.package === 'NTLM' ? `gssapi,ntlm,${service}` : `gssapi,${service},krb`;
}
