import { DAY, HOUR } from '../lib/index.ts';
import { describe, expect, it } from 'vitest';
import { array, assert, integer, property } from 'fast-check';
import { waveAt, waveOf, waveSpans } from './wave-plan.ts';

const days = (...numbers: number[]): number[] => numbers.map((number) => number * DAY);
const lengths = (...numbers: number[]): number => waveSpans(days(...numbers)).length;

describe('waveSpans', () => {
  it('cuts at a silence far longer than the usual pause', () => expect(lengths(0, 1, 2, 62, 63, 153)).toBe(3));
  it('keeps a slow rhythm together', () => expect(lengths(0, 14, 28, 43, 56, 70)).toBe(1));
  it('cuts a slow rhythm where it stops for long', () => expect(lengths(0, 14, 28, 43, 56, 170, 184)).toBe(2));
  it('cuts single nights that lie months apart', () => expect(lengths(0, 60, 150, 180)).toBe(4));
  it('never cuts within a week', () => expect(lengths(0, 0.1, 0.2, 6)).toBe(1));
  it('makes no wave of nothing', () => expect(waveSpans([])).toEqual([]));

  it('covers every moment, in order, whatever the order given', () => {
    assert(
      property(array(integer({ min: 0, max: 4000 * DAY }), { minLength: 1 }), (times) => {
        const spans = waveSpans(times);
        expect(waveSpans([...times].reverse())).toEqual(spans);
        for (const time of times) expect(spans.filter(({ first, last }) => first <= time && time <= last)).toHaveLength(1);
        for (const [i, span] of spans.entries()) expect(span.number).toBe(i + 1);
      }),
    );
  });
});

describe('the wave of a moment', () => {
  const spans = waveSpans(days(0, 1, 60, 61));
  it('is the nearest', () => expect([waveOf(spans, 20 * DAY), waveOf(spans, 59 * DAY)]).toEqual([1, 2]));
  it('is none in the silence between', () => {
    expect(waveAt(spans, 20 * DAY)).toBeNull();
    expect(waveAt(spans, DAY + 6 * HOUR)?.number).toBe(1);
  });
});
