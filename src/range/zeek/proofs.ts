import type { Host } from '../estate/index.ts';
import { MILLISECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Account } from '../windows/index.ts';
import type { Capture } from './capture.ts';
import { about, connection, drawPort, drawRoundTrip, type Ends } from './connection.ts';
import { kerberosLog, ntlmLog } from './log-shapes.ts';

/** The year 2037, in which tickets that Windows asks for end. */
const TILL = Date.UTC(2037, 8, 13, 2, 48, 5) * 1000;
const CIPHER = 'aes256-cts-hmac-sha1-96';
/** Forwardable, renewable, no certificates. */
const REST = [true, true, null, null, null, null] as const;

export interface TicketRequest {
  readonly at: Moment;
  readonly client: string;
  /** Source port of the connection over which the ticket comes; null for any. */
  readonly port: number | null;
  readonly controller: string;
  readonly account: Account;
}

/** A ticket-granting ticket: the question that is sent back for proof, and the one that is answered, over two connections. */
export function grantTicket(capture: Capture, random: Random, request: TicketRequest): void {
  const { at, account } = request;
  const realm = account.realm ?? account.domain;
  const client = `${account.name}/${account.domain}`;
  const before = at - random.integer(4, 12) * MILLISECOND;
  const first = controllerConnection(capture, random, { ...request, at: before, port: null }, 230, 190);
  const asked = ['AS', client, `krbtgt/${account.domain}`, false, 'KDC_ERR_PREAUTH_REQUIRED', null, TILL, null];
  capture.add(kerberosLog, before + MILLISECOND, about(before + MILLISECOND, first, ...asked, ...REST));
  const second = controllerConnection(capture, random, request, 310, 1_640);
  const answered = ['AS', client, `krbtgt/${realm}`, true, null, null, TILL, CIPHER];
  capture.add(kerberosLog, at + MILLISECOND, about(at + MILLISECOND, second, ...answered, ...REST));
}

/** A wrong password: the controller says so. */
export function refuseTicket(capture: Capture, random: Random, request: TicketRequest): void {
  const { at, account } = request;
  const ends = controllerConnection(capture, random, request, 310, 190);
  const answered = [
    'AS',
    `${account.name}/${account.domain}`,
    `krbtgt/${account.realm ?? account.domain}`,
    false,
    'KDC_ERR_PREAUTH_FAILED',
  ];
  capture.add(kerberosLog, at + MILLISECOND, about(at + MILLISECOND, ends, ...answered, null, TILL, null, ...REST));
}

/** A ticket for a service of a host. */
export function grantServiceTicket(capture: Capture, random: Random, request: TicketRequest, service: string): void {
  const { at, account } = request;
  const ends = controllerConnection(capture, random, request, 1_630, 1_610);
  const time = at + MILLISECOND;
  const realm = account.realm ?? account.domain;
  const names = ['TGS', `${account.name}/${realm}`, service];
  capture.add(kerberosLog, time, about(time, ends, ...names, true, null, null, TILL, CIPHER, ...REST));
}

/** NTLM within a connection: who he says he is, where he says he sits, who the server is, and whether it worked. */
export function proveByNtlm(
  capture: Capture,
  at: Moment,
  ends: Ends,
  account: Account,
  workstation: string | null,
  target: Host,
  success: boolean,
): void {
  const { domain } = target;
  const server = [target.short.toUpperCase(), target.fqdn, domain.dns];
  capture.add(ntlmLog, at, about(at, ends, account.name, workstation, account.domain, ...server, success));
}

function controllerConnection(capture: Capture, random: Random, request: TicketRequest, sent: number, received: number): Ends {
  return connection(capture, random, {
    at: request.at,
    client: request.client,
    clientPort: request.port ?? drawPort(random),
    server: request.controller,
    port: 88,
    service: 'krb_tcp',
    duration: drawRoundTrip(random),
    sent: sent + random.integer(0, 60),
    received: received + random.integer(0, 60),
    state: random.chance(0.3) ? 'RSTR' : 'SF',
  });
}
