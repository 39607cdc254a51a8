import type { Placeholders } from '../placeholders.ts';
import type { ProblemCollector } from '../problem.ts';
import { readSearches } from '../read-detection.ts';
import { find, readRuleHeader, textOf } from '../rule-header.ts';
import type { MapNode, RuleDocument } from '../yaml-documents.ts';
import type { FilterReference, SigmaFilter } from './filter.ts';

/** Keys of `filter` that are no searches. */
const RESERVED = new Set(['rules', 'condition']);

/** Reads a document with the key `filter`; null when something is wrong with it, with the reasons at the document's collector. */
export function parseFilter(root: MapNode, document: RuleDocument, file: string, placeholders: Placeholders): SigmaFilter | null {
  const { collector } = document;
  const header = readRuleHeader(root, document.source, collector);
  const node = find(root, 'filter');
  if (node?.kind !== 'map') {
    collector.add('RULE_KEY_INVALID', node ?? root, { key: 'filter', expected: 'a mapping' });
    return null;
  }
  const rules = readReferences(node, collector);
  const condition = find(node, 'condition');
  if (condition?.kind === 'list') collector.add('RULE_KEY_INVALID', condition, { key: 'condition', expected: 'one condition' });
  const detection = readSearches(node, RESERVED, document, placeholders);
  if (detection === null || rules === null || collector.problems.length > 0) return null;
  return { ...header, rules, detection, file, line: document.line };
}

/** `any` or an empty list means every rule; a missing key is refused, because it would silence more than its author may have meant. */
function readReferences(node: MapNode, collector: ProblemCollector): 'any' | FilterReference[] | null {
  const rules = find(node, 'rules');
  const expected = '`any`, or a list of rule ids and names';
  if (rules === undefined) collector.add('RULE_KEY_MISSING', node, { key: 'rules' });
  if (rules === undefined) return null;
  if (textOf(rules)?.toLowerCase() === 'any') return 'any';
  const items = rules.kind === 'list' ? rules.items : [rules];
  const references = items.flatMap((item): FilterReference[] => {
    const rule = textOf(item);
    if (rule === null) collector.add('RULE_KEY_INVALID', item, { key: 'rules', expected });
    return rule === null ? [] : [{ rule, line: item.line, column: item.column }];
  });
  return items.length === 0 ? 'any' : references;
}
