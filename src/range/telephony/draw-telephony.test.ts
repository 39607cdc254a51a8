import { expect, test } from 'vitest';
import { checkDigit } from '../carrier/number-plan.ts';
import { DAY, HOUR } from '../moment.ts';
import { smallCarrier } from './test-support/small-carrier.ts';

const SUBSCRIBERS = 1_000;
const { telephony, span } = smallCarrier(SUBSCRIBERS, 120);
const all = Array.from({ length: SUBSCRIBERS }, (_, i) => i);
const residents = all.filter((i) => ['private', 'business'].includes(telephony.kindOf(i)));

test('numbers are the plan’s, handsets are test equipment with a check digit, and nobody shares either', () => {
  for (const at of [span.from, span.from + 60 * DAY, span.until - 1]) {
    const imsis = all.map((i) => telephony.imsiOf(i, at));
    const imeis = all.map((i) => telephony.imeiOf(i, at));
    expect([new Set(imsis).size, new Set(imeis).size]).toEqual([SUBSCRIBERS, SUBSCRIBERS]);
    for (const imei of imeis) expect(imei.slice(0, 2) + imei.slice(14)).toBe(`00${checkDigit(imei.slice(0, 14))}`);
    for (const i of all) expect(imsis[i]).toMatch(telephony.kindOf(i) === 'roamer-in' ? /^99999\d{10}$/ : /^00101\d{10}$/);
  }
  expect(new Set(all.map((i) => telephony.msisdnOf(i))).size).toBe(SUBSCRIBERS);
  for (const i of residents) expect(telephony.msisdnOf(i)).toMatch(/^9991[567]\d{6,7}$/);
});

test('SIM cards and handsets change now and then, each for good', () => {
  const changes = (of: (i: number, at: number) => string): number =>
    all.reduce((sum, i) => {
      const held = Array.from({ length: 24 }, (_, k) => of(i, span.from + k * 5 * DAY));
      const turns = held.filter((one, k) => k > 0 && one !== held[k - 1]).length;
      expect(new Set(held).size).toBe(turns + 1);
      return sum + turns;
    }, 0);
  expect(changes((i, at) => telephony.imsiOf(i, at))).toBeGreaterThan(20);
  expect(changes((i, at) => telephony.imeiOf(i, at))).toBeGreaterThan(60);
});

test('a tie has two ends: who is a contact of somebody has him as a contact', () => {
  const contacts = all.map((i) => new Set(telephony.contactsOf(i)));
  for (const i of residents) {
    expect(contacts[i]?.size).toBe(telephony.contactsOf(i).length);
    expect(contacts[i]?.has(i)).toBe(false);
    const onlyOne = [...(contacts[i] ?? [])].filter((j) => telephony.kindOf(j) !== 'hub' && contacts[j]?.has(i) !== true);
    expect(onlyOne).toEqual([]);
  }
  const sizes = residents.map((i) => contacts[i]?.size ?? 0);
  sizes.sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeGreaterThan(6);
  expect((sizes.at(-5) ?? 0) / (sizes[Math.floor(sizes.length / 2)] ?? 1)).toBeGreaterThan(1.8);
});

test('people are at home before dawn, elsewhere by day, and each cell lies in an area of neighbours', () => {
  const nights = residents.map(
    (i) => new Set(Array.from({ length: 28 }, (_, day) => telephony.cellOf(i, span.from + day * DAY + 4 * HOUR))),
  );
  const sites = residents.map((i) => new Set(Array.from({ length: 112 }, (_, k) => telephony.cellOf(i, span.from + k * 6 * HOUR))));
  const mean = (sets: Set<string>[]): number => sets.reduce((sum, one) => sum + one.size, 0) / sets.length;
  expect(mean(nights)).toBeLessThan(4);
  expect(mean(sites)).toBeGreaterThan(5);
  const byArea = new Map<string, { x: number; y: number }[]>();
  for (const cell of telephony.network.country.names) {
    const site = telephony.siteOf(cell);
    if (site) byArea.set(telephony.areaOf(cell), [...(byArea.get(telephony.areaOf(cell)) ?? []), site]);
  }
  const widths = [...byArea.values()].map((places) => Math.max(...places.map(({ x }) => x)) - Math.min(...places.map(({ x }) => x)));
  expect(byArea.size).toBeGreaterThan(20);
  expect(widths.sort((a, b) => a - b)[Math.floor(widths.length / 2)]).toBeLessThan(75);
  expect(telephony.siteOf('001-01-1-1')).toBeNull();
});

test('some roam abroad, and visitors roam here', () => {
  const cells = residents.map((i) => Array.from({ length: 120 }, (_, day) => telephony.cellOf(i, span.from + day * DAY)));
  const travellers = cells.filter((of) => of.some((cell) => cell.startsWith('999-99-')));
  expect(travellers.length).toBeGreaterThan(residents.length / 50);
  expect(travellers.length).toBeLessThan(residents.length / 3);
  expect(all.filter((i) => telephony.kindOf(i) === 'roamer-in').every((i) => telephony.cellOf(i, span.from).startsWith('001-01-'))).toBe(
    true,
  );
});
