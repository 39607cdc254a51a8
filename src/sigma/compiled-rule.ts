import { cellTest, compileDetection, type EventTest } from './compile-detection.ts';
import type { Cell } from './cell.ts';
import { detectionItems, type DetectionNode } from './detection.ts';
import type { EventView, FieldNumbers } from './event-view.ts';
import { neededLiterals, type Literal, type Need } from './literals.ts';
import type { SigmaRule } from './rule.ts';

/** What the rules of one set share while they are compiled. */
export interface RuleCompilation {
  readonly fields: FieldNumbers;
  readonly view: EventView;
  /** How rare a literal is likely to be. */
  readonly weigh: (literal: Literal) => number;
}

/** A detection with its test and its need. */
export interface CompiledDetection {
  readonly test: EventTest;
  readonly need: Need;
}

/** Makes a detection ready to match the events that the view turns to. `constant` are fields that say little of an event of its log. */
export function compileNode(node: DetectionNode, constant: ReadonlySet<string>, { fields, weigh }: RuleCompilation): CompiledDetection {
  const weight = (literal: Literal): number => (literal.field !== null && constant.has(literal.field) ? -1000 : weigh(literal));
  return { test: compileDetection(node, fields), need: neededLiterals(node, weight) };
}

/** What a match of a rule shows: its own fields, and tests for those that hold one of its keywords. */
export interface ShownFields {
  readonly numbers: readonly number[];
  readonly keywords: readonly ((cell: Cell) => boolean)[];
}

export function shownFields(rule: SigmaRule, { fields, view }: RuleCompilation): ShownFields {
  const items = detectionItems(rule.detection);
  const own = items.flatMap(({ field }) => (field === null ? [] : [field]));
  const names = new Set([...own, ...rule.fields, ...(rule.correlated?.fields ?? [])]);
  return {
    numbers: [...names].map((name) => fields.of(name)),
    keywords: items
      .filter(({ field }) => field === null)
      .map((item) => {
        // Of keywords that must all be there, each shows the field it stands in.
        const test = cellTest({ ...item, all: false, negated: false }, fields);
        return (cell) => test(cell, view);
      }),
  };
}
