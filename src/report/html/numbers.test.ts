import { describe, expect, it } from 'vitest';
import { bytes, integer, integerOrNone, sum } from './numbers.ts';
import { daysBetween, longDuration, moment, range, rangeExact, stamp } from './time.ts';
import { counted, listed, numeral } from './words.ts';

const thin = '\u202f';
const nbsp = '\u00a0';

describe('numbers', () => {
  it('part thousands by thin spaces and keep every digit above 2^53', () => {
    expect(integer(1_284)).toBe(`1${thin}284`);
    expect(integer('9007199254740993')).toBe(`9${thin}007${thin}199${thin}254${thin}740${thin}993`);
    expect(integer(-5)).toBe('\u22125');
    expect(integerOrNone(0)).toBe('none');
    expect(sum(['9007199254740993', 1])).toBe(9_007_199_254_740_994n);
  });

  it('print bytes with two decimals under 10, one under 100, none above', () => {
    expect([800_000, 12_340_000, 384_000_000, 38_200_000_000, 812].map(bytes)).toEqual([
      `0.80${nbsp}MB`,
      `12.3${nbsp}MB`,
      `384${nbsp}MB`,
      `38.2${nbsp}GB`,
      `812${nbsp}bytes`,
    ]);
  });
});

describe('times', () => {
  const at = (iso: string): number => moment(iso);

  it('print what both ends of a range share once', () => {
    expect(range(at('2024-03-12T02:00:00Z'), at('2024-04-09T00:00:00Z'))).toBe(`12${nbsp}Mar – 9${nbsp}Apr 2024`);
    expect(range(at('2024-07-02T00:00:00Z'), at('2024-07-16T00:00:00Z'))).toBe(`2 – 16${nbsp}Jul 2024`);
    expect(range(at('2024-12-30T00:00:00Z'), at('2025-01-02T00:00:00Z'))).toBe(`30${nbsp}Dec 2024 – 2${nbsp}Jan 2025`);
    expect(rangeExact('2024-07-02T01:00:00Z', '2024-07-02T03:30:00Z')).toBe(`2${nbsp}Jul 2024 01:00 – 03:30`);
  });

  it('print a moment to the second, and durations with one unit', () => {
    expect(stamp('2024-04-01T00:32:44.1182957Z')).toBe(`1${nbsp}Apr 2024 00:32:44`);
    expect(daysBetween(at('2024-04-09T00:00:00Z'), at('2024-07-02T00:00:00Z'))).toBe(84);
    expect(longDuration(at('2025-05-09T00:00:00Z') - at('2024-03-12T00:00:00Z'))).toBe(`14${nbsp}months`);
  });
});

describe('words', () => {
  it('count in words to twelve and join lists', () => {
    expect([numeral(0), numeral(12), numeral(13)]).toEqual(['no', 'twelve', '13']);
    expect(counted(1, 'line')).toBe(`1${nbsp}line`);
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
