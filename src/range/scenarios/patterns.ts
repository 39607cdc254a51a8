import type { Pattern } from '../intruder/index.ts';
import type { Random } from '../random.ts';

/** Four waves, with silences of 60, 90 and 30 days between them. */
export function fourWaves(random: Random): Pattern {
  // The first has everything yet to find.
  const lengths = [random.integer(16, 22), random.integer(9, 16), random.integer(9, 16), random.integer(9, 16)];
  return { lead: 30, lengths, gaps: [60, 90, 30], tail: 8 };
}

/** Years: a wave now and then, months of silence. */
export function manyWaves(random: Random): Pattern {
  const waves = random.integer(9, 14);
  const lengths = Array.from({ length: waves }, () => random.integer(5, 18));
  const gaps = Array.from({ length: waves - 1 }, () => random.integer(60, 300));
  return { lead: 60, lengths, gaps, tail: 30 };
}
