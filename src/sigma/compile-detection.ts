import { type DetectionItem, type DetectionNode } from './detection.ts';
import type { Cell, EventView, FieldNumbers } from './event-view.ts';
import { valueTest, type ValueTest } from './value-test.ts';

/** Tells whether the event a view has turned to is what a rule looks for. */
export type EventTest = (view: EventView) => boolean;

/** Turns a detection into one test; fields are numbered as they come up. */
export function compileDetection(node: DetectionNode, fields: FieldNumbers): EventTest {
  if (node.kind === 'item') return itemTest(node, fields);
  if (node.kind === 'search') return compileDetection(node.part, fields);
  if (node.kind === 'not') {
    const part = compileDetection(node.part, fields);
    return (view) => !part(view);
  }
  const parts = node.parts.map((part) => compileDetection(part, fields));
  return node.kind === 'and' ? (view) => parts.every((part) => part(view)) : (view) => parts.some((part) => part(view));
}

/** The test of an item on one field's value, `neq` left out: what a keyword asks of each field. */
export function cellTest(item: DetectionItem, fields: FieldNumbers): ValueTest {
  const tests = item.values.map((alternatives) => anyOf(alternatives.map((value) => valueTest(value, fields))));
  if (item.all) return (cell, view) => tests.every((test) => test(cell, view));
  return anyOf(tests);
}

function itemTest(item: DetectionItem, fields: FieldNumbers): EventTest {
  const test = cellTest(item, fields);
  const cellOf = item.field === null ? (view: EventView): Cell => view.all() : numbered(fields.of(item.field));
  return item.negated ? (view) => !test(cellOf(view), view) : (view) => test(cellOf(view), view);
}

function numbered(number: number): (view: EventView) => Cell {
  return (view) => view.cell(number);
}

function anyOf(tests: readonly ValueTest[]): ValueTest {
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return (cell, view) => tests.some((test) => test(cell, view));
}
