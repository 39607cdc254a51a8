import { describe, expect, it } from 'vitest';
import type { AddressInterval } from '../case/index.ts';
import { DAY } from '../lib/index.ts';
import { isInside } from './address.ts';
import { addressBook } from './address-book.ts';

function interval(host: string, from: number, to: number, more: Partial<AddressInterval> = {}): AddressInterval {
  return { address: '10.0.0.1', host, from, to, evidence: 'own_record', confidence: 0.95, ref: null, ...more };
}

describe('whose address it was', () => {
  const book = addressBook([
    interval('a.example', 0, 10),
    interval('b.example', 20, 30),
    interval('b.example', 0, 30, { address: '127.0.0.1' }),
  ]);
  it.each([
    [5, 'a.example'],
    [12, 'a.example'],
    [25, 'b.example'],
    [15, null],
  ])('at %d', (time, host) => expect(book.hostOf('10.0.0.1', time)).toBe(host));
  it('is nobody for loopback', () => expect(book.hostOf('127.0.0.1', 5)).toBeNull());
  it('is nobody for an address that nobody was seen with', () => expect(book.hostOf('10.0.0.2', 5)).toBeNull());
  it('is the carrier’s own only inside', () =>
    expect(['10.1.1.1', '172.20.0.1', '172.32.0.1', '203.0.113.5', 'fd00::1'].map(isInside)).toEqual([true, true, false, false, true]));
  it('is told of a host by what is known, not by what clients say', () =>
    expect(
      addressBook([
        interval('a.example', 0, 1),
        interval('a.example', 0, 1, { address: '10.0.0.9', evidence: 'workstation', confidence: 0.5 }),
      ]).addressesOf('a.example'),
    ).toEqual(['10.0.0.1']));
});

describe('where two kinds of evidence disagree', () => {
  const lease = (host: string, from: number, to: number) => interval(host, from, to, { evidence: 'lease' });
  it('the closer observation counts: a lease within a long stay, and a stay within a long lease', () => {
    expect(addressBook([interval('a.example', 0, 100), lease('b.example', 40, 60)]).hostOf('10.0.0.1', 50)).toBe('b.example');
    expect(addressBook([lease('a.example', 0, 100), interval('b.example', 40, 60)]).hostOf('10.0.0.1', 50)).toBe('b.example');
  });
  it('who came later has it, however long his lease was to be', () =>
    expect(addressBook([interval('a.example', 20, 90), lease('b.example', 10, 60)]).hostOf('10.0.0.1', 50)).toBe('a.example'));
  it('two hosts that both saw themselves with it leave it open', () =>
    expect(addressBook([interval('a.example', 0, 100), interval('b.example', 40, 60)]).hostOf('10.0.0.1', 50)).toBeNull());
  it('what a client calls itself counts last, and for its own day alone', () => {
    const claim = interval('c.example', 0, 0, { evidence: 'workstation', confidence: 0.5 });
    expect(addressBook([claim]).hostOf('10.0.0.1', DAY)).toBe('c.example');
    expect(addressBook([claim]).hostOf('10.0.0.1', 2 * DAY)).toBeNull();
    expect(addressBook([claim, interval('a.example', 9 * DAY, 9 * DAY)]).hostOf('10.0.0.1', 0)).toBe('a.example');
  });
  it('an address that several hosts bear at a time is nobody’s', () =>
    expect(addressBook([interval('a.example', 0, 9, { evidence: 'shared', confidence: 0.3 })]).hostOf('10.0.0.1', 5)).toBeNull());
});
