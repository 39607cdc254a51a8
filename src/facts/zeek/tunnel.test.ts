import { expect, test } from 'vitest';
import { AS_SOURCE, factsOf } from './test-support/facts-of.ts';

const WIREGUARD = {
  proto: 'udp',
  'id.orig_h': '198.51.100.7',
  'id.resp_h': '10.0.0.9',
  'id.resp_p': 51_820,
  orig_bytes: 90,
  resp_bytes: 50,
};

test.each([
  [
    'by its service',
    { ...WIREGUARD, 'id.resp_p': 443, service: 'spicy_wireguard' },
    { kind: 'wireguard', known_by: 'protocol', host: 'ip:10.0.0.9', peer: 'ip:198.51.100.7', bytes_out: 90, bytes_in: 50 },
  ],
  ['by its port', WIREGUARD, { kind: 'wireguard', known_by: 'port', activity: 'connection' }],
  [
    'by its transport',
    { proto: 'unknown_transport', ip_proto: 47 },
    { kind: 'gre', known_by: 'protocol', protocol: 'gre', host: 'ip:10.0.1.4', peer: 'ip:10.0.0.4' },
  ],
  [
    'by what Zeek says is inside',
    { proto: 'udp', 'id.resp_h': '198.51.100.7', local_orig: true, local_resp: false, service: 'dns,openvpn' },
    { kind: 'openvpn', host: 'ip:10.0.1.4' },
  ],
])('a tunnel is known %s', (_, fields, expected) => {
  expect(factsOf('conn', fields)['tunnel_activity']).toMatchObject(expected);
});

test.each([
  ['a port that only was knocked at', { ...WIREGUARD, resp_bytes: 0 }],
  ['a port of one where something else was spoken', { ...WIREGUARD, service: 'dns' }],
  ['an ordinary connection', { proto: 'tcp', service: 'http', resp_bytes: 9 }],
])('%s is no tunnel', (_, fields) => {
  expect(factsOf('conn', fields)['tunnel_activity']).toBeUndefined();
});

test('tunnel.log opens and closes', () => {
  const open = factsOf('tunnel', { tunnel_type: 'Tunnel::GTPv1', action: 'Tunnel::DISCOVER' })['tunnel_activity'];
  expect(open).toMatchObject({ activity: 'open', kind: 'gtp', known_by: 'protocol', ...AS_SOURCE });
  expect(factsOf('tunnel', { tunnel_type: 'Tunnel::IP', action: 'Tunnel::CLOSE' })['tunnel_activity']).toMatchObject({
    activity: 'close',
    kind: 'ip-in-ip',
  });
});
