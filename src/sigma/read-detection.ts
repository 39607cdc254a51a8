import { parseCondition, type ConditionError } from './condition.ts';
import type { DetectionItem, DetectionNode } from './detection.ts';
import { applyModifiers } from './modifiers.ts';
import { openPattern, parsePattern } from './pattern.ts';
import type { Placeholders } from './placeholders.ts';
import type { Place, ProblemCollector } from './problem.ts';
import { resolveCondition, type Searches } from './resolve-condition.ts';
import { find } from './rule-header.ts';
import type { Alternatives } from './value.ts';
import type { MapEntry, MapNode, RuleDocument, RuleNode, ScalarNode } from './yaml-documents.ts';

/** Keys of `detection` that are not search identifiers; `timeframe` belonged to aggregations and has no effect alone. */
const RESERVED = new Set(['condition', 'timeframe']);

/** What reading a detection needs beside its nodes. */
interface Reading {
  readonly collector: ProblemCollector;
  readonly placeholders: Placeholders;
}

/** Reads `detection` with its conditions resolved; null when anything in it is wrong, with the reasons at the document's collector. */
export function readDetection(root: MapNode, document: RuleDocument, placeholders: Placeholders): DetectionNode | null {
  const { collector } = document;
  const node = find(root, 'detection');
  if (node === undefined) collector.add('RULE_KEY_MISSING', root, { key: 'detection' });
  else if (node.kind !== 'map') collector.add('RULE_KEY_INVALID', node, { key: 'detection', expected: 'a mapping' });
  return node?.kind === 'map' ? readSearches(node, RESERVED, document, placeholders) : null;
}

/** The same of any mapping of searches and their condition; `reserved` are its keys that are no searches. */
export function readSearches(
  node: MapNode,
  reserved: ReadonlySet<string>,
  document: RuleDocument,
  placeholders: Placeholders,
): DetectionNode | null {
  const { collector } = document;
  const before = collector.problems.length;
  const searches = new Map<string, DetectionNode>();
  for (const { key, value } of node.entries) {
    if (reserved.has(key)) continue;
    const search = readSearch(value, { collector, placeholders });
    searches.set(key, search ?? { kind: 'or', parts: [] });
  }
  const detection = readConditions(node, searches, document);
  return collector.problems.length > before ? null : detection;
}

function readSearch(node: RuleNode, reading: Reading): DetectionNode | null {
  if (node.kind === 'map') {
    if (node.entries.length === 0) return bad(node, reading.collector, 'an empty mapping', 'a search');
    const items = node.entries.map((entry) => readItem(entry, reading));
    return and(items.filter((item) => item !== null));
  }
  if (node.kind === 'scalar') return keywords([node], node, reading);
  if (node.items.length === 0) return bad(node, reading.collector, 'an empty list', 'a search');
  const scalars = node.items.filter((item) => item.kind === 'scalar');
  if (scalars.length === node.items.length) return keywords(scalars, node, reading);
  const parts = node.items.map((item) => readSearch(item, reading));
  return { kind: 'or', parts: parts.filter((part) => part !== null) };
}

function and(parts: readonly DetectionNode[]): DetectionNode {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'and', parts };
}

function keywords(scalars: readonly ScalarNode[], place: Place, reading: Reading): DetectionItem | null {
  return item(null, [], scalars, place, reading);
}

function readItem({ key, place, value }: MapEntry, reading: Reading): DetectionItem | null {
  const [field = '', ...modifiers] = key.split('|');
  const nodes = value.kind === 'list' ? value.items : [value];
  const scalars = nodes.filter((node) => node.kind === 'scalar');
  const other = nodes.find((node) => node.kind !== 'scalar');
  if (other !== undefined) {
    reading.collector.add('RULE_VALUE_INVALID', other, {
      what: `the value of \`${key}\``,
      expected: 'a text, a number, null, or a list of these',
    });
    return null;
  }
  return item(field === '' ? null : field, modifiers, scalars, place, reading);
}

function item(
  field: string | null,
  modifiers: readonly string[],
  scalars: readonly ScalarNode[],
  place: Place,
  reading: Reading,
): DetectionItem | null {
  const modified = applyModifiers(modifiers, scalars, place, reading.collector, reading.placeholders);
  if (modified === null) return null;
  const values = field === null ? keywordValues(modified.values, place, reading.collector) : modified.values;
  if (values === null) return null;
  return { kind: 'item', field, modifiers, ...modified, values, line: place.line, column: place.column };
}

/** A keyword may stand anywhere in a value, so it is opened on both sides; what needs a field cannot be one. */
function keywordValues(values: readonly Alternatives[], place: Place, collector: ProblemCollector): Alternatives[] | null {
  const opened: Alternatives[] = [];
  for (const alternatives of values) {
    const next: Alternatives[number][] = [];
    for (const value of alternatives) {
      if (value.kind === 'text') next.push({ ...value, pattern: openPattern(value.pattern, true, true) });
      else if (value.kind === 'number')
        next.push({ kind: 'text', pattern: openPattern(parsePattern(value.written), true, true), cased: false, bytes: false });
      else if (value.kind === 'expression') next.push(value);
      else return bad(place, collector, 'a keyword without field', 'a text, a number or a regular expression');
    }
    opened.push(next);
  }
  return opened;
}

function bad(place: Place, collector: ProblemCollector, what: string, expected: string): null {
  collector.add('RULE_VALUE_INVALID', place, { what, expected });
  return null;
}

function readConditions(detection: MapNode, searches: Searches, document: RuleDocument): DetectionNode | null {
  const { collector } = document;
  const node = find(detection, 'condition');
  if (node === undefined) collector.add('RULE_KEY_MISSING', detection, { key: 'condition' });
  if (node === undefined) return null;
  const nodes = node.kind === 'list' ? node.items : [node];
  const texts = nodes
    .filter((part) => part.kind === 'scalar')
    .filter((part) => typeof part.value === 'string' || typeof part.value === 'number');
  if (texts.length === 0 || texts.length < nodes.length) {
    collector.add('RULE_KEY_INVALID', node, { key: 'condition', expected: 'a condition or a list of conditions' });
    return null;
  }
  const parts = texts.map((text) => readCondition(text, searches, document)).filter((part) => part !== null);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'or', parts };
}

function readCondition(node: ScalarNode, searches: Searches, document: RuleDocument): DetectionNode | null {
  const text = typeof node.value === 'string' ? node.value : node.written;
  const report = (error: ConditionError): void =>
    document.collector.add(error.code, placeIn(node, text, error.offset, document), error.details);
  const condition = parseCondition(text);
  if ('code' in condition) {
    report(condition);
    return null;
  }
  const { node: resolved, errors } = resolveCondition(condition, searches);
  for (const error of errors) report(error);
  return resolved;
}

/** The place of a character of a scalar's value: both texts have the same characters once white space is left out. */
export function placeIn(node: ScalarNode, value: string, offset: number, document: RuleDocument): Place {
  if (node.source === null) return node;
  const { text, offset: start } = node.source;
  let at = /^(?:["']|[|>][^\n]*\n)?/.exec(text)?.[0].length ?? 0;
  let ahead = value.slice(0, offset).replace(/\s/g, '').length;
  const end = text.trimEnd().length;
  for (; at < end; at++) {
    if (/\s/.test(text.charAt(at))) continue;
    if (ahead === 0) break;
    ahead--;
  }
  return document.placeOf(start + at);
}
