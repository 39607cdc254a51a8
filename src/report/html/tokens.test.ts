import { describe, expect, it } from 'vitest';
import { contrast, markTokens, textTokens, tokens } from './tokens.ts';

describe.each(['light', 'dark'] as const)('the %s colours', (theme) => {
  it.each(textTokens)('give text in %s 4.5 : 1 at least on paper, shade and log ground', (name) => {
    for (const ground of ['paper', 'shade', 'sunk'] as const)
      expect(contrast(tokens[name][theme], tokens[ground][theme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markTokens)('give marks in %s 3 : 1 at least on paper and shade', (name) => {
    for (const ground of ['paper', 'shade'] as const)
      expect(contrast(tokens[name][theme], tokens[ground][theme])).toBeGreaterThanOrEqual(3);
  });

  it('give the letter on a chip 4.5 : 1 at least', () => {
    for (const hue of ['A', 'B', 'C', 'D', 'E', 'F', 'ink3'] as const)
      expect(contrast(tokens.paper[theme], tokens[hue][theme])).toBeGreaterThanOrEqual(4.5);
  });
});
