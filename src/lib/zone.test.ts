import { expect, test } from 'vitest';
import { fixedOffset, utcOfWall, zoneOf } from './zone.ts';

const HOUR = 3_600_000_000;
const us = (iso: string) => Date.parse(iso) * 1000;

test.each([
  ['UTC', 0],
  ['GMT', 0],
  ['+03', 3 * HOUR],
  ['-0330', -3.5 * HOUR],
  ['+05:30', 5.5 * HOUR],
])('%s names its offset', (zone, offset) => {
  expect(fixedOffset(zone)).toBe(offset);
});

test.each(['CET', 'CST', 'IST', '', '+3'])('%j alone does not tell an offset', (zone) => {
  expect(fixedOffset(zone)).toBeNull();
});

test.each([
  ['winter', '2024-01-15T12:00:00Z', '2024-01-15T11:00:00Z'],
  ['summer', '2024-07-15T12:00:00Z', '2024-07-15T10:00:00Z'],
  ['the last hour of winter time', '2024-03-31T01:59:59Z', '2024-03-31T00:59:59Z'],
  ['the first hour of summer time', '2024-03-31T03:00:00Z', '2024-03-31T01:00:00Z'],
  ['an hour that there is not', '2024-03-31T02:30:00Z', '2024-03-31T01:30:00Z'],
  ['the hour that comes twice', '2024-10-27T02:30:00Z', '2024-10-27T00:30:00Z'],
  ['the hour behind it', '2024-10-27T03:00:00Z', '2024-10-27T02:00:00Z'],
])('Berlin in %s', (_, wall, utc) => {
  const berlin = zoneOf('Europe/Berlin');
  expect(berlin && utcOfWall(berlin, us(wall))).toBe(us(utc));
});

test('an offset is a zone, a made-up name is none', () => {
  expect(zoneOf('+02:00')?.offsetAt(0)).toBe(2 * HOUR);
  expect(zoneOf('Nowhere/Atall')).toBeNull();
});
