import { describe, expect, test } from 'vitest';
import { compactTime, storedDuration, storedTime } from './stored-time.ts';
import { clockChange, utcOfWall, wallOfUtc, zoneOf, type Zone } from '../lib/index.ts';

const us = (iso: string): number => Date.parse(iso) * 1000;

describe('a stored time', () => {
  test.each([
    ['2024-03-01', { us: us('2024-03-01T00:00:00Z'), zoned: false, dateOnly: true }],
    ['2024-03-01 10:20', { us: us('2024-03-01T10:20:00Z'), zoned: false, dateOnly: false }],
    ['2024-03-01T10:20:30.5', { us: us('2024-03-01T10:20:30.500Z'), zoned: false, dateOnly: false }],
    ['2024-03-01 10:20:30+02', { us: us('2024-03-01T08:20:30Z'), zoned: true, dateOnly: false }],
    ['2024-03-01T10:20:30-03:30', { us: us('2024-03-01T13:50:30Z'), zoned: true, dateOnly: false }],
    ['2024-03-01T10:20:30Z', { us: us('2024-03-01T10:20:30Z'), zoned: true, dateOnly: false }],
    ['0900-03-01 00:00:00', { us: us('0900-03-01T00:00:00Z'), zoned: false, dateOnly: false }],
  ])('%s', (text, expected) => {
    expect(storedTime(text)).toMatchObject(expected);
  });

  test.each([
    '2024-02-30',
    '2024-03-01 24:00:00',
    '2024-03-01+02',
    'now',
    '01.03.2024',
    '',
    '20240301',
    '2024-03-01 10:20:30.1234567',
    '0000-01-01',
  ])('%j is none that is read', (text) => {
    expect(storedTime(text)).toBeNull();
  });

  test('may be digits alone where a mapping says that it is a time', () => {
    expect(compactTime('20240301102030')?.us).toBe(us('2024-03-01T10:20:30Z'));
    expect(compactTime('20240301')?.dateOnly).toBe(true);
    expect(compactTime('20241301')).toBeNull();
    expect(compactTime('99915602109012')).toBeNull();
  });
});

test.each([
  ['75', 75],
  ['75.9', 75],
  ['01:15', 75],
  ['1:01:15', 3675],
  ['a', null],
  ['', null],
])('a duration of %j is %s seconds', (text, seconds) => {
  expect(storedDuration(text)).toBe(seconds);
});

describe('a zone', () => {
  const lisbon = zoneOf('Europe/Lisbon') as Zone;

  test('turns wall clock into UTC and back, in summer and in winter', () => {
    for (const [wall, utc] of [
      ['2024-01-15T12:00:00Z', '2024-01-15T12:00:00Z'],
      ['2024-07-15T12:00:00Z', '2024-07-15T11:00:00Z'],
      ['2024-03-31T02:30:00Z', '2024-03-31T01:30:00Z'],
    ] as const) {
      expect(utcOfWall(lisbon, us(wall))).toBe(us(utc));
      expect(wallOfUtc(lisbon, us(utc))).toBe(us(wall));
    }
  });

  test('says how much its clocks change near a moment', () => {
    expect(clockChange(lisbon, us('2024-03-31T05:00:00Z'))).toBe(3_600_000_000);
    expect(clockChange(lisbon, us('2024-05-01T05:00:00Z'))).toBe(0);
  });

  test('may be an offset, and is none when nobody knows it', () => {
    expect(zoneOf('+05:30')?.offsetAt(0)).toBe(19_800_000_000);
    expect(zoneOf('Nowhere/Land')).toBeNull();
  });
});
