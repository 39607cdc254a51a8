import { TextCell, type Cell } from './cell.ts';
import { type DetectionItem, type DetectionNode } from './detection.ts';
import type { EventView, FieldNumbers } from './event-view.ts';
import { itemCost, MEMORABLE } from './test-cost.ts';
import { valueTest, wholeTextsTest, type ValueTest } from './value-test.ts';

/** Tells whether the event a view has turned to is what a rule looks for. */
export type EventTest = (view: EventView) => boolean;

/** A test, and what it costs beside others. */
interface Costed {
  readonly test: EventTest;
  readonly cost: number;
  /** What is negated comes last: it mostly takes exceptions from what is found rarely. */
  readonly rank: number;
}

/** Turns a detection into one test; fields are numbered as they come up. Of parts whose order makes no difference the cheaper ones come first. */
export function compileDetection(node: DetectionNode, fields: FieldNumbers): EventTest {
  return costed(node, fields).test;
}

function costed(node: DetectionNode, fields: FieldNumbers): Costed {
  if (node.kind === 'item') return ranked(itemTest(node, fields), itemCost(node), node.negated);
  if (node.kind === 'search') return costed(node.part, fields);
  if (node.kind === 'not') {
    const { test, cost } = costed(node.part, fields);
    return ranked((view) => !test(view), cost, true);
  }
  const parts = node.parts.map((part) => costed(part, fields)).sort((a, b) => a.rank - b.rank);
  const tests = parts.map(({ test }) => test);
  const cost = parts.reduce((sum, part) => sum + part.cost, 0);
  return ranked(node.kind === 'and' ? allOf(tests) : oneOf(tests), cost, false);
}

function ranked(test: EventTest, cost: number, negated: boolean): Costed {
  return { test, cost, rank: negated ? cost + 1e6 : cost };
}

function allOf(tests: readonly EventTest[]): EventTest {
  return (view) => {
    for (const test of tests) if (!test(view)) return false;
    return true;
  };
}

function oneOf(tests: readonly EventTest[]): EventTest {
  return (view) => {
    for (const test of tests) if (test(view)) return true;
    return false;
  };
}

/** The test of an item on one field's value, `neq` left out: what a keyword asks of each field. */
export function cellTest(item: DetectionItem, fields: FieldNumbers): ValueTest {
  const tests = item.values.map((alternatives) => anyOf(alternatives.map((value) => valueTest(value, fields))));
  if (item.all) return (cell, view) => tests.every((test) => test(cell, view));
  const [texts, others] = wholeTextsTest(item.values.flat());
  return texts === null ? anyOf(tests) : anyOf([texts, ...others.map((value) => valueTest(value, fields))]);
}

function itemTest(item: DetectionItem, fields: FieldNumbers): EventTest {
  const plain = cellTest(item, fields);
  const looksElsewhere = item.values.some((alternatives) => alternatives.some(({ kind }) => kind === 'field'));
  const test = looksElsewhere || item.field === null || itemCost(item) < MEMORABLE ? plain : remembering(plain);
  const cellOf = item.field === null ? (view: EventView): Cell => view.all() : numbered(fields.of(item.field));
  return item.negated ? (view) => !test(cellOf(view), view) : (view) => test(cellOf(view), view);
}

/** Where the same value comes again, its answer is there already. */
function remembering(test: ValueTest): ValueTest {
  return (cell, view) => {
    if (!(cell instanceof TextCell)) return test(cell, view);
    const known = cell.verdict(test);
    if (known !== undefined) return known;
    const verdict = test(cell, view);
    cell.note(test, verdict);
    return verdict;
  };
}

function numbered(number: number): (view: EventView) => Cell {
  return (view) => view.cell(number);
}

function anyOf(tests: readonly ValueTest[]): ValueTest {
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return (cell, view) => {
    for (const test of tests) if (test(cell, view)) return true;
    return false;
  };
}
