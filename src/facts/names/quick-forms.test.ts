import * as fc from 'fast-check';
import { isIPv4 } from 'node:net';
import { expect, test } from 'vitest';
import { canonicalAddress, Remembered, sidOf } from './index.ts';

const octets = fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '00', '01', '256', '1e1', ' 1', '٣'));

test('an IPv4 address is told as the runtime tells it', () => {
  fc.assert(
    fc.property(fc.array(octets, { minLength: 3, maxLength: 5 }), (parts) => {
      const text = parts.join('.');
      const bare = text.trim();
      expect(canonicalAddress(text)).toBe(isIPv4(bare) && bare !== '0.0.0.0' ? bare : null);
    }),
    { numRuns: 2000 },
  );
});

test('a SID is told as its pattern tells it', () => {
  const part = fc.oneof(fc.nat().map(String), fc.constantFrom('', '12345678901', '123456789012345', 'a'));
  fc.assert(
    fc.property(fc.constantFrom('S-1-', 's-1-', 'S-2-', 'S-1'), fc.array(part, { maxLength: 18 }), (head, parts) => {
      const text = head + parts.join('-');
      const upper = text.toUpperCase();
      const isSid = /^S-1-\d{1,14}(?:-\d{1,10}){1,15}$/.test(upper) && text !== 'S-1-0-0';
      expect(sidOf(text)).toBe(isSid ? upper : null);
    }),
    { numRuns: 2000 },
  );
});

test('what is remembered is forgotten in the end, and long keys are never kept', () => {
  const names = new Remembered<number>();
  names.set('first', 1);
  for (let i = 0; i < 20_000; i++) names.set(`name ${i}`, i);
  expect(names.get('first')).toBeUndefined();
  expect(names.get('name 19999')).toBe(19_999);
  expect(names.set('x'.repeat(257), 7)).toBe(7);
  expect(names.get('x'.repeat(257))).toBeUndefined();
});
