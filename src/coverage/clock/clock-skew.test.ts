import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../../lib/index.ts';
import { dice, START } from '../handmade-logs.ts';
import { clockSkew } from './clock-skew.ts';
import type { Pair } from './pairs.ts';

const SPAN = { from: START, to: START + 30 * DAY };

/** Pairs of events that two hosts saw, with clocks off by so much at a time, and a delay of logging. */
function pairs(a: string, b: string, count: number, off: (host: string, time: number) => number, seed: number): Pair[] {
  const random = dice(seed);
  return Array.from({ length: count }, (_, index) => {
    const time = START + Math.floor(((index + random()) / count) * 30 * DAY);
    return { a, b, time: time + off(a, time), delta: Math.round(off(b, time) - off(a, time) + random() * 0.2 * SECOND) };
  });
}

const OFF = new Map([
  ['dc', 0],
  ['fs', 40 * SECOND],
  ['web', -7200 * SECOND],
  ['ws', 3 * SECOND],
]);
const fixed = (host: string): number => OFF.get(host) ?? 0;
const controllerFirst = (host: string): number => (host === 'dc' ? 0 : 1);

describe('clock skew', () => {
  it('is found over a network in which few hosts speak to the reference, though some pairs are of other things', () => {
    const wrong = pairs('fs', 'web', 30, fixed, 4).map((pair, index) =>
      index % 4 === 0 ? { ...pair, delta: pair.delta + 3 * HOUR } : pair,
    );
    const rows = clockSkew(
      [...pairs('dc', 'fs', 40, fixed, 1), ...pairs('fs', 'ws', 25, fixed, 2), ...pairs('dc', 'ws', 10, fixed, 3), ...wrong],
      SPAN,
      controllerFirst,
    );
    expect(rows.map((row) => [row.host, row.reference, row.from, row.to])).toEqual(
      ['dc', 'fs', 'web', 'ws'].map((host) => [host, 'dc', SPAN.from, SPAN.to]),
    );
    for (const row of rows) expect(Math.abs(row.skew_us - fixed(row.host))).toBeLessThan(0.5 * SECOND);
    expect(rows[0]).toMatchObject({ skew_us: 0, pairs: 50 });
  });

  it('is told in parts where a clock was set', () => {
    const at = START + 12 * DAY;
    const off = (host: string, time: number): number => (host === 'fs' && time >= at ? 600 * SECOND : 0);
    const rows = clockSkew(
      [...pairs('dc', 'fs', 60, off, 5), ...pairs('fs', 'ws', 60, off, 6), ...pairs('dc', 'ws', 60, off, 7)],
      SPAN,
      controllerFirst,
    );
    expect(rows.map((row) => [row.host, Math.round(row.skew_us / SECOND)])).toEqual([
      ['dc', 0],
      ['fs', 0],
      ['fs', 600],
      ['ws', 0],
    ]);
    const [, before, after] = rows;
    expect(before?.to).toBe(after?.from);
    expect(Math.abs((after?.from ?? 0) - at)).toBeLessThan(DAY);
  });

  it('is told in parts though a host that it spoke to often saw it too seldom on one side of the step', () => {
    const at = START + 15 * DAY;
    const off = (host: string, time: number): number => (host === 'ws' && time < at ? 3000 * SECOND : 0);
    const often = pairs('dc', 'ws', 60, off, 15);
    const seldom = [...often.slice(10, 12), ...often.slice(31)];
    const rows = clockSkew([...seldom, ...pairs('dc', 'fs', 24, off, 16), ...pairs('fs', 'ws', 24, off, 17)], SPAN, controllerFirst);
    expect(rows.map((row) => [row.host, Math.round(row.skew_us / SECOND)])).toEqual([
      ['dc', 0],
      ['fs', 0],
      ['ws', 3000],
      ['ws', 0],
    ]);
    expect(Math.abs((rows[3]?.from ?? 0) - at)).toBeLessThan(2 * DAY);
  });

  it('follows a clock that drifts in steps', () => {
    const off = (host: string, time: number): number => (host === 'fs' ? ((time - START) / DAY) * 20 * SECOND : 0);
    const rows = clockSkew(pairs('dc', 'fs', 600, off, 8), SPAN, controllerFirst).filter((row) => row.host === 'fs');
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(Math.abs(row.skew_us - off('fs', (row.from + row.to) / 2))).toBeLessThan(40 * SECOND);
  });

  it('is not known between hosts that share too little, nor where what they share does not agree', () => {
    const random = dice(9);
    const apart = pairs('dc', 'fs', 40, fixed, 10).map((pair) => ({ ...pair, delta: Math.round((random() - 0.5) * DAY) }));
    expect(clockSkew([...pairs('dc', 'ws', 2, fixed, 11), ...apart], SPAN, controllerFirst)).toEqual([]);
  });

  it('takes the most connected host for reference where no controller is among them, each component for itself', () => {
    const rows = clockSkew(
      [...pairs('a', 'b', 9, fixed, 12), ...pairs('b', 'c', 9, fixed, 13), ...pairs('x', 'y', 9, fixed, 14)],
      SPAN,
      () => 0,
    );
    expect(new Map(rows.map((row) => [row.host, row.reference]))).toEqual(
      new Map([
        ['a', 'b'],
        ['b', 'b'],
        ['c', 'b'],
        ['x', 'x'],
        ['y', 'x'],
      ]),
    );
  });

  it('is the same whatever the order of the pairs', () => {
    const all = [...pairs('dc', 'fs', 40, fixed, 1), ...pairs('fs', 'ws', 25, fixed, 2), ...pairs('dc', 'ws', 10, fixed, 3)];
    expect(clockSkew(all.toReversed(), SPAN, controllerFirst)).toEqual(clockSkew(all, SPAN, controllerFirst));
  });
});
