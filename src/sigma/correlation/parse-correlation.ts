import type { ProblemCollector } from '../problem.ts';
import { find, readCommonHeader, textOf } from '../rule-header.ts';
import type { MapNode, RuleDocument, RuleNode } from '../yaml-documents.ts';
import { correlationTypes, type Alias, type CorrelationType, type ParsedCorrelation, type Reference } from './correlation.ts';
import { readCorrelationCondition } from './read-condition.ts';
import { timespanSeconds } from './timespan.ts';

/** Keys of the section; another one is a mistake that would silently change what is found. */
const KEYS = new Set(['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate']);

/** Rules one correlation may name. */
export const MAX_RULES = 30;

/**
 * Reads a document with the key `correlation` (specification 2.1.0, and what SigmaHQ's converter takes beyond it). What it names is
 * looked up later by `linkCorrelations`. Null when something is wrong with it; what, is with the document's collector.
 */
export function parseCorrelation(root: MapNode, document: RuleDocument, file: string): ParsedCorrelation | null {
  const { collector } = document;
  const header = readCommonHeader(root, document.source, collector);
  const section = find(root, 'correlation');
  if (section?.kind !== 'map') {
    collector.add('RULE_KEY_INVALID', section ?? root, { key: 'correlation', expected: 'a mapping' });
    return null;
  }
  for (const { key, place } of section.entries) {
    if (!KEYS.has(key)) collector.add('RULE_CORRELATION_INVALID', place, { why: `it has no \`${key}\`` });
  }
  const type = readType(section, collector);
  const timespan = readTimespan(section, collector);
  const written = find(section, 'rules') === undefined ? null : readReferences(section, collector);
  const groupBy = readTexts(section, 'group-by', collector);
  const aliases = readAliases(section, collector);
  const generate = readGenerate(section, collector) || readGenerate(root, collector);
  if (type === null || timespan === null) return null;
  const read = readCorrelationCondition(section, type, written, document);
  if (read === null || collector.problems.length > 0) return null;
  return { ...header, type, rules: read.rules, groupBy, aliases, timespan, condition: read.condition, generate, file, line: document.line };
}

function readType(section: MapNode, collector: ProblemCollector): CorrelationType | null {
  const node = find(section, 'type');
  if (node === undefined) collector.add('RULE_KEY_MISSING', section, { key: 'type' });
  if (node === undefined) return null;
  const type = correlationTypes.find((known) => known === textOf(node)?.toLowerCase());
  if (type === undefined) collector.add('RULE_KEY_INVALID', node, { key: 'type', expected: `one of ${correlationTypes.join(', ')}` });
  return type ?? null;
}

function readTimespan(section: MapNode, collector: ProblemCollector): number | null {
  const node = find(section, 'timespan');
  if (node === undefined) collector.add('RULE_KEY_MISSING', section, { key: 'timespan' });
  if (node === undefined) return null;
  const seconds = timespanSeconds(textOf(node) ?? '');
  const expected = 'a whole number and one of s, m, h, d, w, M, y, such as 90m, of at most 100 years';
  if (seconds === null) collector.add('RULE_KEY_INVALID', node, { key: 'timespan', expected });
  return seconds;
}

function readReferences(section: MapNode, collector: ProblemCollector): Reference[] {
  const node = find(section, 'rules');
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const names: Reference[] = [];
  for (const item of items) {
    const name = textOf(item);
    if (name === null) collector.add('RULE_KEY_INVALID', item, { key: 'rules', expected: 'a list of rule ids or names' });
    else names.push({ name, line: item.line, column: item.column });
  }
  if (items.length === 0 && node !== undefined)
    collector.add('RULE_KEY_INVALID', node, { key: 'rules', expected: 'a list of rule ids or names' });
  if (items.length > MAX_RULES && node !== undefined)
    collector.add('RULE_TOO_LARGE', node, { limit: MAX_RULES, what: 'rules it correlates' });
  return names;
}

/** One text or a list of texts, each once. */
function readTexts(section: MapNode, key: string, collector: ProblemCollector): string[] {
  const node = find(section, key);
  const items: readonly RuleNode[] = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const texts: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text !== null) texts.push(text);
    else collector.add('RULE_KEY_INVALID', item, { key, expected: 'a field or a list of fields' });
  }
  return [...new Set(texts)];
}

function readAliases(section: MapNode, collector: ProblemCollector): Alias[] {
  const node = find(section, 'aliases');
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  const refuse = (place: RuleNode): null => {
    collector.add('RULE_KEY_INVALID', place, { key: 'aliases', expected: 'a mapping of names to mappings of rules to fields' });
    return null;
  };
  if (node.kind !== 'map') {
    refuse(node);
    return [];
  }
  return node.entries.flatMap(({ key, value }): Alias[] => {
    if (value.kind !== 'map') refuse(value);
    const entries = value.kind === 'map' ? value.entries : [];
    const fields = entries.map((entry) => ({
      rule: { name: entry.key, ...entry.place },
      field: textOf(entry.value) ?? refuse(entry.value),
    }));
    return [{ name: key, fields: fields.flatMap(({ rule, field }) => (field === null ? [] : [{ rule, field }])) }];
  });
}

function readGenerate(map: MapNode, collector: ProblemCollector): boolean {
  const node = find(map, 'generate');
  if (node === undefined) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  collector.add('RULE_KEY_INVALID', node, { key: 'generate', expected: 'true or false' });
  return false;
}
