import { instantFromIso } from '../lib/index.ts';
import type { Cell, EventView, FieldNumbers } from './event-view.ts';
import { fold } from './fold.ts';
import { globTest } from './glob.ts';
import { networkHolds, parseAddress } from './network.ts';
import { mapTexts } from './pattern.ts';
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
      return (cell) => cell.texts.some((text) => value.expression.test(text));
    case 'network':
      return (cell) =>
        cell.texts.some((text) => {
          const address = parseAddress(text);
          return address !== null && networkHolds(value.network, address);
        });
    case 'comparison':
      return comparisonTest(value.comparison, value.number);
    case 'time':
      return (cell) => cell.texts.some((text) => timePart(text, value.unit) === value.number);
    case 'field':
    default:
      return fieldTest(value, fields);
  }
}

/** A number is compared as text: as written, and in plain decimal (`0x10` is also `16`). */
function numberTest(written: string, decimal: string): ValueTest {
  const folded = fold(written);
  return (cell) => cell.folded().some((text) => text === folded || text === decimal);
}

function textTest({ pattern, cased }: Extract<RuleValue, { kind: 'text' }>): ValueTest {
  // A field without a value has the empty value; nothing else can be said of it.
  if (pattern.length === 0) return (cell) => cell.present && (cell.texts.length === 0 || cell.texts.includes(''));
  const test = globTest(cased ? pattern : mapTexts(pattern, fold));
  return cased ? (cell) => cell.texts.some(test) : (cell) => cell.folded().some(test);
}

function comparisonTest(comparison: Comparison, number: number): ValueTest {
  const holds: Record<Comparison, (value: number) => boolean> = {
    lt: (value) => value < number,
    lte: (value) => value <= number,
    gt: (value) => value > number,
    gte: (value) => value >= number,
  };
  const compare = holds[comparison];
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
