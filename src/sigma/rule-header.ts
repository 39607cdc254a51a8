import { digestOf } from '../lib/index.ts';
import type { ProblemCollector } from './problem.ts';
import { ruleLevels, type Logsource, type PlainValue, type RuleLevel, type SigmaRule } from './rule.ts';
import type { MapNode, RuleNode, ScalarNode } from './yaml-documents.ts';

/** Everything of a rule but its detection. */
export type RuleHeader = Omit<SigmaRule, 'detection' | 'filters' | 'file' | 'line'>;

/** Top-level keys of the specification (2.1.0) and of SigmaHQ's repository; all others are custom. */
const KNOWN = new Set(
  'title id name related taxonomy status description license author references date modified logsource detection correlation filter generate fields falsepositives level tags scope regression_tests_path simulation'.split(
    ' ',
  ),
);

/** What rules and correlations have in common. */
export type CommonHeader = Omit<RuleHeader, 'logsource'>;

/** Reads the metadata of a rule. What only describes is read tolerantly; what decides (title, id, level, logsource) must be right. */
export function readRuleHeader(root: MapNode, source: string, collector: ProblemCollector): RuleHeader {
  return { ...readCommonHeader(root, source, collector), logsource: readLogsource(root, collector) };
}

/** The same without a logsource, which correlations do not have. */
export function readCommonHeader(root: MapNode, source: string, collector: ProblemCollector): CommonHeader {
  const texts = (key: string): string[] => textList(find(root, key));
  const text = (key: string): string | null => texts(key)[0] ?? null;
  const tags = texts('tags');
  const written = requireText(root, 'id', collector, false);
  // Whether a document begins with `---` depends on where it stands.
  const digest = digestOf(
    [
      source
        .replaceAll('\r\n', '\n')
        .replace(/^\s*---\s/, '')
        .trim(),
    ],
    16,
  );
  const id = written ?? `derived-${digest}`;
  return {
    id,
    derivedId: written === null,
    key: id,
    digest,
    name: requireText(root, 'name', collector, false),
    title: requireText(root, 'title', collector, true) ?? '',
    level: readLevel(root, collector),
    status: text('status'),
    description: text('description'),
    author: texts('author').join(', ') || null,
    license: text('license'),
    date: text('date'),
    modified: text('modified'),
    references: texts('references'),
    falsePositives: texts('falsepositives'),
    fields: texts('fields'),
    tags,
    attack: techniques(tags),
    tactics: tactics(tags),
    custom: Object.fromEntries(
      root.entries.flatMap(({ key, value }) => (value.kind === 'map' && !KNOWN.has(key) ? [[key, plainMap(value)] as const] : [])),
    ),
  };
}

/** The node under a key; undefined when the mapping does not have it. */
export function find(map: MapNode, key: string): RuleNode | undefined {
  return map.entries.find((entry) => entry.key === key)?.value;
}

/** A scalar's text; null for anything else, an empty scalar included. */
export function textOf(node: RuleNode | undefined): string | null {
  if (node?.kind !== 'scalar' || node.value === null) return null;
  const text = typeof node.value === 'string' ? node.value : node.written;
  return text.trim() === '' ? null : text;
}

function textList(node: RuleNode | undefined): string[] {
  const nodes = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return nodes.map(textOf).filter((text) => text !== null);
}

function requireText(root: MapNode, key: string, collector: ProblemCollector, needed: boolean): string | null {
  const node = find(root, key);
  const text = textOf(node);
  if (node === undefined && needed) collector.add('RULE_KEY_MISSING', root, { key });
  if (node !== undefined && text === null) collector.add('RULE_KEY_INVALID', node, { key, expected: 'text' });
  return text;
}

function readLevel(root: MapNode, collector: ProblemCollector): RuleLevel {
  const node = find(root, 'level');
  if (node === undefined) return 'informational';
  const level = ruleLevels.find((known) => known === textOf(node)?.toLowerCase());
  if (level === undefined) collector.add('RULE_KEY_INVALID', node, { key: 'level', expected: `one of ${ruleLevels.join(', ')}` });
  return level ?? 'informational';
}

function readLogsource(root: MapNode, collector: ProblemCollector): Logsource {
  const empty: Logsource = { product: null, category: null, service: null };
  const node = find(root, 'logsource');
  if (node === undefined) collector.add('RULE_KEY_MISSING', root, { key: 'logsource' });
  if (node === undefined) return empty;
  const expected = 'a mapping with product, category or service';
  if (node.kind !== 'map') {
    collector.add('RULE_KEY_INVALID', node, { key: 'logsource', expected });
    return empty;
  }
  const part = (key: string): string | null => {
    const value = find(node, key);
    const text = textOf(value);
    if (value !== undefined && text === null && !isNull(value)) collector.add('RULE_KEY_INVALID', value, { key, expected: 'text' });
    return text?.trim().toLowerCase() ?? null;
  };
  const logsource = { product: part('product'), category: part('category'), service: part('service') };
  if (Object.values(logsource).every((value) => value === null)) collector.add('RULE_KEY_INVALID', node, { key: 'logsource', expected });
  return logsource;
}

function isNull(node: RuleNode): node is ScalarNode {
  return node.kind === 'scalar' && node.value === null;
}

function techniques(tags: readonly string[]): string[] {
  const ids = tags.map((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1]?.toUpperCase()).filter((id) => id !== undefined);
  return [...new Set(ids)].sort();
}

function tactics(tags: readonly string[]): string[] {
  const names = tags
    .map((tag) => /^attack\.([a-z_-]+)$/i.exec(tag)?.[1]?.toLowerCase().replaceAll('_', '-'))
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

/** The plain data of a node. */
export function plain(node: RuleNode): PlainValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return plainMap(node);
}

function plainMap(node: MapNode): Record<string, PlainValue> {
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}
