import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoFromInstant } from '../lib/index.ts';
import { millisecondText, plainMillisecondText, plainText, secondText } from './moment.ts';

/** Years 1700 to 2250. */
const moments = fc.integer({ min: -8_500_000_000_000_000, max: 8_800_000_000_000_000 });

test('times are spelled as the library for instants spells them', () => {
  fc.assert(
    fc.property(moments, (at) => {
      const iso = isoFromInstant({ us: at, tick: 0, digits: 3 });
      expect(millisecondText(at)).toBe(iso);
      expect(secondText(at)).toBe(`${iso.slice(0, 19)}Z`);
      expect(plainMillisecondText(at)).toBe(iso.slice(0, 23).replace('T', ' '));
      expect(plainText(at)).toBe(iso.slice(0, 19).replace('T', ' '));
    }),
  );
});
