import { MILLISECOND, MINUTE, SECOND, type Moment } from '../moment.ts';
import type { Random } from '../random.ts';
import type { Capture } from './capture.ts';
import type { ZeekValue } from './log-shape.ts';
import { connLog } from './log-shapes.ts';

/** What becomes of a connection (Zeek manual, `conn_state`). */
export type ConnectionState = 'SF' | 'S0' | 'S1' | 'REJ' | 'RSTO' | 'RSTR';

/** A connection as it passes a sensor. */
export interface Flow {
  readonly at: Moment;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly port: number;
  readonly proto?: 'tcp' | 'udp';
  /** As Zeek names what it recognised, several by commas; null for nothing. */
  readonly service: string | null;
  /** µs; null where nothing was answered. */
  readonly duration: number | null;
  /** Bytes of payload from client to server and back; null where nothing was answered. */
  readonly sent: number | null;
  readonly received: number | null;
  readonly state: ConnectionState;
}

/** The connection as other logs name it: uid and the two ends. */
export type Ends = readonly [uid: string, client: string, clientPort: number, server: string, port: number];

/** Zeek holds a TCP connection for so long after its end, one over UDP after its last packet. */
const TCP_LINGERS = 5 * SECOND;
const UDP_LINGERS = MINUTE;
const SEGMENT = 1_380;

const histories: Readonly<Record<ConnectionState, readonly [string, ...string[]]>> = {
  SF: ['ShADadFf', 'ShADadfF', 'ShADadFf', 'ShADadtFf'],
  S0: ['S'],
  S1: ['ShADad'],
  REJ: ['Sr'],
  RSTO: ['ShADadfR', 'ShADadR', 'ShADdaR'],
  RSTR: ['ShADadFr', 'ShADdFar'],
};

/** Ports whose connections have a log of their own and are left out of conn.log, as sensors are often set up: names, tickets, clocks. */
const APART: ReadonlySet<number> = new Set([53, 88, 123]);

/** A connection passes: its record is written when it is over. */
export function connection(capture: Capture, random: Random, flow: Flow): Ends {
  const { at, client, clientPort, server, port, service, duration, sent, received, state } = flow;
  const udp = flow.proto === 'udp';
  const uid = drawUid(random);
  const ends: Ends = [uid, client, clientPort, server, port];
  if (APART.has(port)) return ends;
  const history = udp ? (received === null ? 'D' : 'Dd') : random.pick(histories[state]);
  const [sentPackets, receivedPackets] = udp
    ? [Math.max(1, segments(sent ?? 0)), segments(received ?? 0)]
    : packets(state, sent ?? 0, received ?? 0);
  const overhead = udp ? 28 : 40;
  const options = udp ? 0 : 12;
  capture.add(connLog, at + (duration ?? 0) + (udp ? UDP_LINGERS : TCP_LINGERS), [
    at,
    ...ends,
    udp ? 'udp' : 'tcp',
    service,
    duration,
    duration === null ? null : (sent ?? 0),
    duration === null ? null : (received ?? 0),
    state,
    isPrivate(client),
    isPrivate(server),
    0,
    history,
    sentPackets,
    (sent ?? 0) + sentPackets * overhead + options,
    receivedPackets,
    receivedPackets === 0 ? 0 : (received ?? 0) + receivedPackets * overhead + (state === 'REJ' ? 0 : options),
    null,
  ]);
  return ends;
}

/** What another log says of a connection, `after` µs from its beginning. */
export function about(at: Moment, ends: Ends, ...values: ZeekValue[]): readonly ZeekValue[] {
  return [at, ...ends, ...values];
}

function segments(bytes: number): number {
  return Math.ceil(bytes / SEGMENT);
}

/** Packets there and back: handshake, data, an acknowledgement for every other segment, the end. */
function packets(state: ConnectionState, sent: number, received: number): [number, number] {
  if (state === 'S0') return [1, 0];
  if (state === 'REJ') return [1, 1];
  const [there, back] = [segments(sent), segments(received)];
  const end = state === 'S1' ? 0 : 1;
  return [2 + end + there + (back >> 1), 1 + end + back + (there >> 1)];
}

/** RFC 1918. */
export function isPrivate(address: string): boolean {
  if (address.startsWith('10.') || address.startsWith('192.168.')) return true;
  if (!address.startsWith('172.')) return false;
  const second = Number(address.slice(4, address.indexOf('.', 4)));
  return second >= 16 && second <= 31;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `C` and up to 17 letters and digits, as Zeek names connections. */
function drawUid(random: Random): string {
  return `C${base62(random.word())}${base62(random.word())}${base62(random.word() >>> 3)}`;
}

/** `F…`: as Zeek names files. */
export function drawFuid(random: Random): string {
  return `F${base62(random.word())}${base62(random.word())}${base62(random.word() >>> 3)}`;
}

function base62(word: number): string {
  let text = '';
  for (let rest = word; rest > 0; rest = Math.floor(rest / 62)) text += DIGITS[rest % 62];
  return text;
}

/** A source port of the dynamic range. */
export function drawPort(random: Random): number {
  return 49_152 + Math.floor(random.fraction() * 16_384);
}

/** A time on a local network, µs. */
export function drawRoundTrip(random: Random): number {
  return Math.round((0.3 + random.fraction() * 2.2) * MILLISECOND);
}
