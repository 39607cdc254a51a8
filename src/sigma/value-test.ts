import { instantFromIso } from '../lib/index.ts';
import type { Cell } from './cell.ts';
import type { EventView, FieldNumbers } from './event-view.ts';
import { expressionTest, type Expression } from './expression.ts';
import { fold } from './fold.ts';
import { globTest } from './glob.ts';
import { networkHolds, parseAddress } from './network.ts';
import { mapTexts, plainText } from './pattern.ts';
import type { Comparison, RuleValue, TimeUnit } from './value.ts';

/** Tells whether a field's value is what a rule says; `view` gives the event's other fields. */
export type ValueTest = (cell: Cell, view: EventView) => boolean;

/** The test of one value. */
export function valueTest(value: RuleValue, fields: FieldNumbers): ValueTest {
  switch (value.kind) {
    case 'null':
      return (cell) => cell.texts.length === 0;
    case 'exists':
      return (cell) => cell.present === value.expected;
    case 'number':
      return numberTest(value.written, String(value.number));
    case 'text':
      return textTest(value);
    case 'expression':
      return expressionValueTest(value.expression);
    case 'network':
      return (cell) =>
        cell.texts.some((text) => {
          const address = parseAddress(text);
          return address !== null && networkHolds(value.network, address);
        });
    case 'comparison':
      return comparisonTest(value.comparison, value.number);
    case 'time':
      return timeTest(value);
    case 'field':
    default:
      return fieldTest(value, fields);
  }
}

function expressionValueTest(expression: Expression): ValueTest {
  const test = expressionTest(expression);
  return (cell) => someText(cell.texts, test);
}

/** A number is compared as text: as written, and in plain decimal (`0x10` is also `16`). */
function numberTest(written: string, decimal: string): ValueTest {
  const folded = fold(written);
  return (cell) => someText(cell.folded(), (text) => text === folded || text === decimal);
}

function textTest({ pattern, cased }: Extract<RuleValue, { kind: 'text' }>): ValueTest {
  // A field without a value has the empty value; nothing else can be said of it.
  if (pattern.length === 0) return (cell) => cell.present && (cell.texts.length === 0 || cell.texts.includes(''));
  const test = globTest(cased ? pattern : mapTexts(pattern, fold));
  return cased ? (cell) => someText(cell.texts, test) : (cell) => someText(cell.folded(), test);
}

/** Nearly every field has one value. */
function someText(texts: readonly string[], test: (text: string) => boolean): boolean {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? test(only) : texts.some(test);
}

/** As many texts as make a look-up cheaper than comparing one after the other. */
const MANY = 4;

/** One test of all values that are plain texts without regard to case, where there are many; and the other values. */
export function wholeTextsTest(values: readonly RuleValue[]): [ValueTest | null, readonly RuleValue[]] {
  const texts = new Set<string>();
  const others: RuleValue[] = [];
  for (const value of values) {
    const text = value.kind === 'text' && !value.cased ? plainText(value.pattern) : null;
    if (text === null || text === '') others.push(value);
    else texts.add(fold(text));
  }
  if (texts.size < MANY) return [null, values];
  return [(cell) => someText(cell.folded(), (text) => texts.has(text)), others];
}

function timeTest({ unit, comparison, number }: Extract<RuleValue, { kind: 'time' }>): ValueTest {
  const compare = comparison === null ? (part: number) => part === number : comparing(comparison, number);
  return (cell) =>
    cell.texts.some((text) => {
      const part = timePart(text, unit);
      return part !== null && compare(part);
    });
}

function comparing(comparison: Comparison, number: number): (value: number) => boolean {
  const holds: Record<Comparison, (value: number) => boolean> = {
    lt: (value) => value < number,
    lte: (value) => value <= number,
    gt: (value) => value > number,
    gte: (value) => value >= number,
  };
  return holds[comparison];
}

function comparisonTest(comparison: Comparison, number: number): ValueTest {
  const compare = comparing(comparison, number);
  return (cell) =>
    cell.texts.some((text) => {
      const value = parseNumber(text);
      return value !== null && compare(value);
    });
}

/** A number as logs print it: decimal, or hexadecimal with `0x`. Null when it is none. */
function parseNumber(text: string): number | null {
  if (text.length > 40 || !/^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?|0x[0-9a-f]+)$/i.test(text)) return null;
  return Number(text);
}

/** A part of a date, in UTC; weeks as ISO 8601 numbers them. Null when the text is no date. */
function timePart(text: string, unit: TimeUnit): number | null {
  const instant = text.length > 40 ? null : instantFromIso(text);
  if (instant === null) return null;
  const date = new Date(Math.floor(instant.us / 1000));
  switch (unit) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
    default:
      return date.getUTCFullYear();
  }
}

function isoWeek(date: Date): number {
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}

function fieldTest({ name, before, after, cased }: Extract<RuleValue, { kind: 'field' }>, fields: FieldNumbers): ValueTest {
  const number = fields.of(name);
  const fits = (text: string, other: string): boolean => {
    if (before && after) return text.includes(other);
    if (after) return text.startsWith(other);
    return before ? text.endsWith(other) : text === other;
  };
  return (cell, view) => {
    const own = cased ? cell.texts : cell.folded();
    const others = cased ? view.cell(number).texts : view.cell(number).folded();
    return own.some((text) => others.some((other) => fits(text, other)));
  };
}
