import type { tunnelActivityTable } from '../../case/index.ts';
import type { RawEvent } from '../../evidence/index.ts';
import { always, integer, made, type ColumnSource } from '../column-source.ts';
import type { Feed } from '../fact-kind.ts';
import type { FactScope } from '../fact-scope.ts';
import { canonicalAddress, Remembered } from '../names/index.ts';
import { ends, milliseconds, session, zeek } from './columns.ts';
import { protocol, protocolOf } from './network.ts';

/** What Zeek's analysers, and the ones that carriers add to it, call a tunnel in `service`, and its own transports: a word of it, and the kind. */
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/\bopenvpn/, 'openvpn'],
  [/\bwireguard/, 'wireguard'],
  [/\b(?:ipsec|ike|ikev2|isakmp)\b/, 'ipsec'],
  [/\bl2tp/, 'l2tp'],
  [/\bpptp/, 'pptp'],
  [/\bteredo/, 'teredo'],
  [/\bgtp(?:v\d)?\b/, 'gtp'],
  [/\bvxlan/, 'vxlan'],
  [/\bgeneve/, 'geneve'],
  [/\bayiya/, 'ayiya'],
  [/\bsocks\b/, 'socks'],
];

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['gre', 'gre'],
  ['esp', 'ipsec'],
  ['ah', 'ipsec'],
]);

/** Ports that the kinds were given by IANA, or that their makers use: a hint where nothing in the connection was understood. */
const PORTS: ReadonlyMap<string, { readonly kind: string; readonly protocols: readonly string[] }> = new Map([
  ['500', { kind: 'ipsec', protocols: ['udp'] }],
  ['4500', { kind: 'ipsec', protocols: ['udp'] }],
  ['1194', { kind: 'openvpn', protocols: ['udp', 'tcp'] }],
  ['1701', { kind: 'l2tp', protocols: ['udp'] }],
  ['1723', { kind: 'pptp', protocols: ['tcp'] }],
  ['51820', { kind: 'wireguard', protocols: ['udp'] }],
]);

/** How a kind is known. */
const PROTOCOL = 'protocol';
const PORT = 'port';

interface Kind {
  readonly kind: string;
  readonly known: typeof PROTOCOL | typeof PORT;
}

/** What services are, `none` where they are no tunnel: a network has few of them. */
const services = new Remembered<string>();
const NONE = 'none';

function kindOfService(service: string): string {
  const known = services.get(service);
  if (known !== undefined) return known;
  // Analysers that are written in Spicy have its name in front, and underscores for all else.
  const words = service.slice(0, 256).toLowerCase().replaceAll('_', ' ');
  return services.set(service, SERVICES.find(([pattern]) => pattern.test(words))?.[1] ?? NONE);
}

/** The tunnel that a connection is, or may be; null for any other. */
function kindOf(event: RawEvent): Kind | null {
  const transport = protocolOf(event);
  const carried = transport === null ? undefined : PROTOCOLS.get(transport);
  if (carried !== undefined) return { kind: carried, known: PROTOCOL };
  const service = event.get('service');
  if (service) {
    const kind = kindOfService(service);
    return kind === NONE ? null : { kind, known: PROTOCOL };
  }
  const usual = PORTS.get(event.get('id.resp_p') ?? '');
  if (!usual?.protocols.includes(transport ?? '')) return null;
  // Whoever only knocks opens no tunnel.
  return Number(event.get('resp_bytes') ?? 0) > 0 ? { kind: usual.kind, known: PORT } : null;
}

/** Zeek's own names of the tunnels that it looks into (`Tunnel::Type`). */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['ip', 'ip-in-ip'],
  ['ayiya', 'ayiya'],
  ['teredo', 'teredo'],
  ['socks', 'socks'],
  ['gtpv1', 'gtp'],
  ['http', 'http'],
  ['gre', 'gre'],
  ['vxlan', 'vxlan'],
  ['geneve', 'geneve'],
]);

/** `Tunnel::TEREDO` as `teredo`. */
function typeOf(event: RawEvent): string {
  const type = (event.get('tunnel_type') ?? '').replace(/^Tunnel::/, '').toLowerCase();
  return TYPES.get(type) ?? 'unknown';
}

/** Addresses that no network outside knows (RFC 1918, RFC 6598, RFC 4193), of hosts alone (RFC 3927, RFC 4291) included. */
const INSIDE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|127\.|f[cd][0-9a-f]{2}:|fe80:)/;

function isInside(event: RawEvent, flag: string, address: string | null): boolean {
  const local = event.get(flag);
  if (local === 'true' || local === 'false') return local === 'true';
  return address !== null && INSIDE.test(address);
}

/** The end inside and the other one; of two that both are, or both are not, the one that opened it comes first. */
function endsOf(event: RawEvent): { own: string | null; other: string | null } {
  const source = canonicalAddress(event.get('id.orig_h'));
  const destination = canonicalAddress(event.get('id.resp_h'));
  const turned = !isInside(event, 'local_orig', source) && isInside(event, 'local_resp', destination);
  return turned ? { own: destination, other: source } : { own: source, other: destination };
}

const ADDRESSES = ['id.orig_h', 'id.resp_h', 'local_orig', 'local_resp'];

const place = {
  host: made(
    ADDRESSES,
    'ip:… of the end inside, of the one that opened it where both are; else the sensor',
    (event: RawEvent, { host }: FactScope) => {
      const { own } = endsOf(event);
      return own === null ? host : `ip:${own}`;
    },
  ),
  host_raw: made(ADDRESSES, 'the same as spelled', (event: RawEvent) => endsOf(event).own),
  peer: made(ADDRESSES, 'ip:… of the other end', (event: RawEvent) => {
    const { other } = endsOf(event);
    return other === null ? null : `ip:${other}`;
  }),
  ...ends,
  session,
} as const;

const KIND_FIELDS = ['proto', 'ip_proto', 'service', 'id.resp_p'];

const kind: ColumnSource<string> = made(
  KIND_FIELDS,
  'by transport or service, else by the port',
  (event: RawEvent) => kindOf(event)?.kind ?? 'unknown',
);
const known: ColumnSource<string> = made(
  KIND_FIELDS,
  'port where neither transport nor service tells',
  (event: RawEvent) => kindOf(event)?.known ?? PORT,
);

const action = made(['action'], 'Tunnel::DISCOVER open, CLOSE and EXPIRE close', (event: RawEvent) =>
  (event.get('action') ?? '').endsWith('DISCOVER') ? 'open' : 'close',
);

/** Tunnels that Zeek looked into, and connections that are one. */
export const zeekTunnel: readonly Feed<typeof tunnelActivityTable>[] = [
  {
    record: zeek('tunnel'),
    columns: {
      ...place,
      activity: action,
      kind: made(['tunnel_type'], 'lower-case, without Tunnel::', typeOf),
      known_by: always(PROTOCOL),
    },
  },
  {
    record: zeek('conn', {
      about: 'a tunnel by its transport or service, or answered on a port of one',
      holds: (event) => kindOf(event) !== null,
    }),
    columns: {
      ...place,
      activity: always('connection'),
      kind,
      known_by: known,
      protocol,
      bytes_out: integer('orig_bytes'),
      bytes_in: integer('resp_bytes'),
      duration_ms: milliseconds('duration'),
    },
  },
];
