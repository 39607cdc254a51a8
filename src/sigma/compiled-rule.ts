import { cellTest, compileDetection, type EventTest } from './compile-detection.ts';
import { detectionItems } from './detection.ts';
import type { Cell, EventView, FieldNumbers } from './event-view.ts';
import { neededLiterals, type Literal, type Need } from './literals.ts';
import { neededEvents } from './needed-events.ts';
import type { SigmaRule } from './rule.ts';

/** A rule with its tests. */
export interface CompiledRule {
  readonly rule: SigmaRule;
  /** Position among the rules given. */
  readonly order: number;
  readonly test: EventTest;
  readonly need: Need;
  /** The values the field that tells events apart must have; null when the rule does not say. */
  events(field: string): ReadonlySet<string> | null;
  readonly shown: readonly number[];
  readonly keywords: readonly ((cell: Cell) => boolean)[];
}

/** Makes a rule ready to match the events that `view` turns to. */
export function compileRule(
  rule: SigmaRule,
  order: number,
  fields: FieldNumbers,
  view: EventView,
  weigh: (literal: Literal) => number,
): CompiledRule {
  const items = detectionItems(rule.detection);
  const names = new Set([...items.flatMap(({ field }) => (field === null ? [] : [field])), ...rule.fields]);
  return {
    rule,
    order,
    test: compileDetection(rule.detection, fields),
    need: neededLiterals(rule.detection, weigh),
    events: (field) => neededEvents(rule.detection, field),
    shown: [...names].map((name) => fields.of(name)),
    keywords: items
      .filter(({ field }) => field === null)
      .map((item) => {
        // Of keywords that must all be there, each shows the field it stands in.
        const test = cellTest({ ...item, all: false, negated: false }, fields);
        return (cell) => test(cell, view);
      }),
  };
}

/**
 * How rare a literal is likely to be, from its length and from how many of the rules need it too: what many rules name
 * (`\powershell.exe`) is common in events. Base 2 logarithms, so that twice as common weighs one less.
 */
export function literalWeights(rules: readonly SigmaRule[]): (literal: Literal) => number {
  const uses = new Map<string, number>();
  const byLength = (literal: Literal): number => Math.min(literal.text.length, 16) / 2 + (literal.position === 'whole' ? 2 : 0);
  for (const rule of rules) {
    for (const item of detectionItems(rule.detection)) {
      for (const literal of neededLiterals({ ...item, negated: false, all: false }, byLength) ?? []) {
        const id = `${literal.field ?? ''} ${literal.text}`;
        uses.set(id, (uses.get(id) ?? 0) + 1);
      }
    }
  }
  return (literal) => byLength(literal) - Math.log2(uses.get(`${literal.field ?? ''} ${literal.text}`) ?? 1);
}
