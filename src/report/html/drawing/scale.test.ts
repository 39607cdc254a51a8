import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeScale } from './scale.ts';

const options = { left: 200, width: 1000, gap: 54, before: 27, after: 14, least: 76 };
const DAY = 86_400_000;

/** Waves in order, each with a length and a silence before it, in hours. */
const waves = fc.array(fc.tuple(fc.nat(2_000), fc.integer({ min: 1, max: 9_000 })), { minLength: 1, maxLength: 40 }).map((lengths) => {
  let at = 0;
  return lengths.map(([length, silence], index) => {
    const from = at + silence * 3_600_000;
    at = from + length * 3_600_000;
    return { number: index + 1, from, to: at };
  });
});

describe('the time scale', () => {
  it('keeps time in order, inside the plot, and every band inside its width', () => {
    fc.assert(
      fc.property(waves, (list) => {
        const scale = timeScale(list, options);
        const moments = list.flatMap((wave) => [wave.from, (wave.from + wave.to) / 2, wave.to]);
        const places = moments.map((moment) => scale.x(moment));
        for (const [index, place] of places.entries()) {
          expect(place).toBeGreaterThanOrEqual(options.left - 0.01);
          expect(place).toBeLessThanOrEqual(options.left + options.width + 0.01);
          if (index > 0) expect(place).toBeGreaterThanOrEqual((places[index - 1] ?? 0) - 0.01);
        }
        expect(scale.x1).toBeLessThanOrEqual(options.left + options.width + 0.01);
      }),
    );
  });

  it('is linear with one scale in all waves', () => {
    const scale = timeScale(
      [
        { number: 1, from: 0, to: 28 * DAY },
        { number: 2, from: 112 * DAY, to: 126 * DAY },
      ],
      options,
    );
    const week = scale.x(7 * DAY) - scale.x(0);
    expect(scale.x(14 * DAY) - scale.x(7 * DAY)).toBeCloseTo(week);
    expect(scale.x(119 * DAY) - scale.x(112 * DAY)).toBeCloseTo(week);
    expect(scale.silences).toHaveLength(1);
    expect((scale.silences[0]?.x1 ?? 0) - (scale.silences[0]?.x0 ?? 0)).toBeCloseTo(54);
  });
});
