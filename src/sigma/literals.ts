import { type DetectionItem, type DetectionNode } from './detection.ts';
import { fold } from './fold.ts';
import type { Pattern } from './pattern.ts';
import { requiredTexts } from './required-texts.ts';
import type { Alternatives, RuleValue } from './value.ts';

/** A text that a field must have, folded, and where in its value. */
export interface Literal {
  /** Null: any field. */
  readonly field: string | null;
  readonly position: 'whole' | 'start' | 'end' | 'inside';
  readonly text: string;
}

/** Texts of which a matching event has at least one; null when a match needs none. */
export type Need = readonly Literal[] | null;

/**
 * What an event must have for the detection to be true at all: the best of the possible choices by `weigh` (greater is rarer).
 * It is a necessary condition only; the detection itself decides.
 */
export function neededLiterals(node: DetectionNode, weigh: (literal: Literal) => number): Need {
  if (node.kind === 'item') return itemNeed(node, weigh);
  if (node.kind === 'search') return neededLiterals(node.part, weigh);
  if (node.kind === 'not') return null;
  const parts = node.parts.map((part) => neededLiterals(part, weigh));
  return node.kind === 'and' ? rarest(parts, weigh) : union(parts);
}

function itemNeed(item: DetectionItem, weigh: (literal: Literal) => number): Need {
  if (item.negated) return null;
  const needs = item.values.map((alternatives) => alternativesNeed(item.field, alternatives, weigh));
  return item.all ? rarest(needs, weigh) : union(needs);
}

function alternativesNeed(field: string | null, alternatives: Alternatives, weigh: (literal: Literal) => number): Need {
  return union(alternatives.map((value) => valueNeed(field, value, weigh)));
}

/** A single letter is in nearly every value; a character that is not ASCII is not. */
function tells({ position, text }: Literal): boolean {
  return position === 'whole' || text.length > 1 || text > '\x7f';
}

function valueNeed(field: string | null, value: RuleValue, weigh: (literal: Literal) => number): Need {
  const best = (literals: readonly Literal[]): Need =>
    rarest(
      literals.filter(tells).map((literal) => [literal]),
      weigh,
    );
  if (value.kind === 'text') return best(patternLiterals(field, value.pattern));
  if (value.kind === 'expression') {
    const required = requiredTexts(value.expression);
    return rarest(
      required.map((texts) => texts.map((text): Literal => ({ field, position: 'inside', text }))).filter((texts) => texts.every(tells)),
      weigh,
    );
  }
  if (value.kind !== 'number') return null;
  return [...new Set([fold(value.written), String(value.number)])].map((text) => ({ field, position: 'whole', text }));
}

function patternLiterals(field: string | null, pattern: Pattern): Literal[] {
  return pattern.flatMap((part, i): Literal[] => {
    if (typeof part !== 'string') return [];
    return [{ field, position: positionOf(pattern, i), text: fold(part) }];
  });
}

function positionOf(pattern: Pattern, i: number): Literal['position'] {
  if (pattern.length === 1) return 'whole';
  if (i === 0) return 'start';
  if (i === pattern.length - 1) return 'end';
  return 'inside';
}

function rarest(needs: readonly Need[], weigh: (literal: Literal) => number): Need {
  let best: Need = null;
  let bestWeight = -Infinity;
  for (const need of needs) {
    if (need === null) continue;
    // One of several is as likely as all of them together.
    const weight = -Math.log2(need.reduce((sum, literal) => sum + 2 ** -weigh(literal), 0));
    if (best === null || weight > bestWeight) [best, bestWeight] = [need, weight];
  }
  return best;
}

function union(needs: readonly Need[]): Need {
  const all: Literal[] = [];
  for (const need of needs) {
    if (need === null) return null;
    for (const literal of need) all.push(literal);
  }
  return all;
}
