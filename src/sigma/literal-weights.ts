import { detectionItems } from './detection.ts';
import { neededLiterals, type Literal } from './literals.ts';
import type { SigmaRule } from './rule.ts';

/** Characters beyond this make a literal no rarer. */
const LONG = 20;

/**
 * How rare a literal is likely to be, from its length, from where it must stand, and from how many of the rules need it too: what many rules
 * name (`\powershell.exe`) is common in events. Base 2 logarithms, so that twice as common weighs one less.
 */
export function literalWeights(rules: readonly SigmaRule[]): (literal: Literal) => number {
  const uses = new Map<string, number>();
  for (const rule of rules) {
    for (const item of detectionItems(rule.detection)) {
      for (const literal of neededLiterals({ ...item, negated: false, all: false }, byForm) ?? []) {
        const id = `${literal.field ?? ''} ${literal.text}`;
        uses.set(id, (uses.get(id) ?? 0) + 1);
      }
    }
  }
  return (literal) => byForm(literal) - Math.log2(uses.get(`${literal.field ?? ''} ${literal.text}`) ?? 1);
}

function byForm({ text, position }: Literal): number {
  const length = Math.min(text.length, LONG);
  // A short whole value is one of few: `true`, `3`, `0x2`.
  if (position === 'whole') return text.length < 6 ? 1 + length / 4 : 4 + length / 4;
  return length * 0.6 + (position === 'inside' ? 0 : 1);
}
