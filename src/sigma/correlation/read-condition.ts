import { parseCondition, type Condition } from '../condition.ts';
import type { Place } from '../problem.ts';
import { placeIn } from '../read-detection.ts';
import { find, textOf } from '../rule-header.ts';
import type { MapNode, RuleDocument, RuleNode, ScalarNode } from '../yaml-documents.ts';
import { countCanHold, valueCanHold } from './bounds.ts';
import { operators, type Bound, type CorrelationCondition, type CorrelationType, type Reference } from './correlation.ts';
import { conditionNames, termsOf } from './terms.ts';

/** A condition, with the rules it is about. */
export interface ReadCondition {
  readonly rules: readonly Reference[];
  readonly condition: CorrelationCondition;
}

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

/** Reads `condition` in either form; null when it cannot be used, with the reasons at the document's collector. */
export function readCorrelationCondition(
  section: MapNode,
  type: CorrelationType,
  rules: readonly Reference[] | null,
  document: RuleDocument,
): ReadCondition | null {
  const { collector } = document;
  const node = find(section, 'condition');
  if (node !== undefined && textOf(node) !== null && node.kind === 'scalar') return readExpression(node, type, rules, document);
  if (rules === null) collector.add('RULE_KEY_MISSING', section, { key: 'rules' });
  if (rules === null) return null;
  if (node === undefined && isTemporal(type)) return { rules, condition: allSeen(type, rules) };
  if (node === undefined) collector.add('RULE_KEY_MISSING', section, { key: 'condition' });
  else if (node.kind !== 'map')
    collector.add('RULE_KEY_INVALID', node, { key: 'condition', expected: 'a mapping, or a condition over rule names' });
  if (node?.kind !== 'map') return null;
  const condition = readBounds(node, type, rules, document);
  return condition === null ? null : { rules, condition };
}

/** What a temporal correlation without a condition asks for: every rule. */
function allSeen(type: CorrelationType, rules: readonly Reference[]): CorrelationCondition {
  return { kind: 'bounds', bounds: [{ operator: 'gte', number: mostSeen(type, rules) }], fields: [], percentile: null };
}

/** How many rules can be seen: of a rule that stands twice each counts where the order does. */
function mostSeen(type: CorrelationType, rules: readonly Reference[]): number {
  return type === 'temporal' ? new Set(rules.map(({ name }) => name)).size : rules.length;
}

function isTemporal(type: CorrelationType): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

/** Different values that are held at a time to be counted. */
const MAX_VALUES = 1_000_000;

function readBounds(
  node: MapNode,
  type: CorrelationType,
  rules: readonly Reference[],
  { collector }: RuleDocument,
): CorrelationCondition | null {
  const before = collector.problems.length;
  const refuse = (place: Place, why: string): void => collector.add('RULE_CORRELATION_INVALID', place, { why });
  const bounds: Bound[] = [];
  for (const { key, place, value } of node.entries) {
    const operator = operators.find((known) => known === key);
    const text = textOf(value);
    if (operator !== undefined && text !== null && NUMBER.test(text.trim())) bounds.push({ operator, number: Number(text) });
    else if (operator !== undefined) collector.add('RULE_KEY_INVALID', value, { key, expected: 'a number' });
    else if (key !== 'field' && key !== 'percentile') refuse(place, `a condition has no \`${key}\``);
  }
  const hasValue = type.startsWith('value_');
  const fields = fieldNames(find(node, 'field'));
  if (fields === null)
    collector.add('RULE_KEY_INVALID', find(node, 'field') ?? node, { key: 'field', expected: 'a field or a list of fields' });
  else if (hasValue && fields.length === 0) collector.add('RULE_KEY_MISSING', node, { key: 'field' });
  else if (!hasValue && fields.length > 0) refuse(find(node, 'field') ?? node, `${type} counts events, not the values of a field`);
  else if (type !== 'value_count' && fields.length > 1) refuse(find(node, 'field') ?? node, `${type} takes one field`);
  const percentile = readPercentile(node, type, refuse);
  if (bounds.length === 0 && collector.problems.length === before) refuse(node, `a condition needs one of ${operators.join(', ')}`);
  if (collector.problems.length > before) return null;
  const counts = type === 'event_count' || type === 'value_count' || isTemporal(type);
  const most = isTemporal(type) ? mostSeen(type, rules) : Infinity;
  if (counts ? !countCanHold(bounds, most) : !valueCanHold(bounds))
    refuse(node, 'the condition can never hold, because only windows with an event are looked at');
  if (type === 'value_count' && bounds.some(({ number }) => number > MAX_VALUES))
    collector.add('RULE_TOO_LARGE', node, { limit: MAX_VALUES, what: 'different values to be counted' });
  if (type === 'temporal_ordered' && rules.length > MAX_COUNTED && !countsAll(bounds, rules.length))
    collector.add('RULE_TOO_LARGE', node, { limit: MAX_COUNTED, what: 'rules of which some must be seen in order' });
  return collector.problems.length > before ? null : { kind: 'bounds', bounds, fields: fields ?? [], percentile };
}

/** Each selection of them is followed on its own. */
const MAX_COUNTED = 8;

/** Whether only seeing every rule is enough. */
export function countsAll(bounds: readonly Bound[], rules: number): boolean {
  return countCanHold(bounds, rules) && !countCanHold(bounds, rules - 1);
}

function fieldNames(node: RuleNode | undefined): string[] | null {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const names = items.map(textOf).filter((name) => name !== null);
  return names.length === items.length && (node === undefined || names.length > 0) ? [...new Set(names)] : null;
}

function readPercentile(node: MapNode, type: CorrelationType, refuse: (place: Place, why: string) => void): number | null {
  const value = find(node, 'percentile');
  if (type !== 'value_percentile' && value !== undefined) refuse(value, `${type} has no percentile`);
  if (type !== 'value_percentile') return null;
  const text = textOf(value)?.trim() ?? '';
  if (NUMBER.test(text) && Number(text) >= 0 && Number(text) <= 100) return Number(text);
  refuse(value ?? node, 'value_percentile needs a `percentile` from 0 to 100');
  return null;
}

function readExpression(
  node: ScalarNode,
  type: CorrelationType,
  rules: readonly Reference[] | null,
  document: RuleDocument,
): ReadCondition | null {
  const { collector } = document;
  const before = collector.problems.length;
  const text = textOf(node) ?? '';
  const at = (offset: number): Place => placeIn(node, text, offset, document);
  if (!isTemporal(type)) collector.add('RULE_CORRELATION_INVALID', node, { why: `the condition of ${type} is a mapping such as {gte: 5}` });
  const expression = parseCondition(text);
  if ('code' in expression) {
    collector.add(expression.code, at(expression.offset), expression.details);
    return null;
  }
  const names = conditionNames(expression);
  for (const { pattern, offset } of selectorsOf(expression))
    collector.add('RULE_CORRELATION_INVALID', at(offset), { why: `the condition names rules one by one, not as \`${pattern}\`` });
  const known = rules ?? names.map(({ name, offset }) => ({ name, ...at(offset) }));
  for (const { name, offset } of names) {
    if (!known.some((rule) => rule.name === name))
      collector.add('RULE_CORRELATION_INVALID', at(offset), { why: `\`rules\` does not list \`${name}\`` });
  }
  for (const { name, line, column } of known) {
    if (!names.some((other) => other.name === name))
      collector.add('RULE_CORRELATION_INVALID', { line, column }, { why: `the condition does not say what to do with \`${name}\`` });
  }
  if (collector.problems.length > before) return null;
  const terms = termsOf(
    expression,
    known.map(({ name }) => name),
  );
  if (terms === null) collector.add('RULE_TOO_LARGE', node, { limit: 64, what: 'ways in which its condition can hold' });
  else if (terms.length === 0)
    collector.add('RULE_CORRELATION_INVALID', node, { why: 'the condition can never hold where one of its rules has an event' });
  return collector.problems.length > before ? null : { rules: known, condition: { kind: 'expression', expression } };
}

function selectorsOf(expression: Condition): { pattern: string; offset: number }[] {
  if (expression.kind === 'name') return [];
  if (expression.kind === 'not') return selectorsOf(expression.part);
  return 'parts' in expression ? expression.parts.flatMap(selectorsOf) : [expression];
}
