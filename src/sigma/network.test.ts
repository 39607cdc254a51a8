import { describe, expect, it } from 'vitest';
import { networkHolds, parseAddress, parseNetwork } from './network.ts';

describe('an address block', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.77/24', '192.0.2.1', true],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['192.0.2.0/24', '::ffff:192.0.2.9', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['::1/128', '[::1]', true],
    ['::1/128', '0:0:0:0:0:0:0:1', true],
    ['64:ff9b::/96', '64:ff9b::192.0.2.1', true],
  ])('%s and %s: %s', (block, text, expected) => {
    const network = parseNetwork(block);
    const address = parseAddress(text);
    expect(network).not.toBeNull();
    expect(address).not.toBeNull();
    expect(network && address && networkHolds(network, address)).toBe(expected);
  });

  it.each([
    '',
    'host',
    '192.0.2',
    '192.0.2.256',
    '1.2.3.4.5',
    '::1::',
    '1:2:3:4:5:6:7',
    '12345::',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    'x'.repeat(100),
  ])('%s is no address', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it.each(['192.0.2.0/33', '192.0.2.0/x', '192.0.2.0/', '2001:db8::/129', '/8'])('%s is no block', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });
});
