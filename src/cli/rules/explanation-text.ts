import { printable } from '../showing/printable.ts';
import type { CorrelationDocument, ExplainedDocument, ExplainedItem, ExplainedNode, ExplanationDocument } from './explanation-document.ts';

/** Longer values are cut in the text; `--json` has them whole. */
const MAX_VALUE = 200;
const MAX_WHY = 600;

/** An explanation as text: the event, then each rule with its answer, where it looks, and its condition as an indented tree. */
export function explanationText({ event, rules }: ExplanationDocument): string {
  const head = [event.ref ?? 'event', event.time, event.host, event.source, event.channel].filter((part) => part !== null);
  const blocks = rules.map((rule) => (rule.kind === 'rule' ? ruleLines(rule) : correlationLines(rule)));
  return [[head.map(printable).join('  ')], ...blocks].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function titleLine({ id, title, level, author, file, line }: ExplainedDocument['rule']): string {
  const by = author === null ? '' : `, by ${printable(author)}`;
  return `${printable(title)} (${level})  ${printable(id)}  ${printable(file)}:${line}${by}`;
}

function ruleLines(explained: ExplainedDocument): string[] {
  const { rule, matched, routing } = explained;
  const why = routing.considered ? 'the rule looks at this event, and its condition is false' : 'the rule does not look at this event';
  const how = routing.taken === null ? ', read with the fields under their own names' : ', read as if the event came there';
  return [
    titleLine(rule),
    matched ? 'MATCH' : `no match: ${why}`,
    ...routingLines(explained),
    ...rule.filters.map(({ id, title }) => `narrowed by the filter ${printable(title)}  ${printable(id)}`),
    `condition${routing.considered ? '' : how}`,
    ...nodeLines(explained.condition, 1),
  ];
}

function correlationLines({ rule, type, timespan, matched, steps }: CorrelationDocument): string[] {
  const seen = matched
    ? 'the event may count: it matches a rule that this is built on'
    : 'the event cannot count: it matches no rule that this is built on';
  return [
    titleLine(rule),
    `a correlation (${type} in ${timespan} s), which one event cannot decide; ${seen}`,
    ...steps.flatMap(({ name, chained, sources }) => [
      `rule ${printable(name)}${chained ? ', itself a correlation' : ''}`,
      ...sources.flatMap(({ explanation, group, counted }) => [
        ...group.map((field) => `  grouped by ${fieldText(field)}`),
        ...counted.map((field) => `  counted is ${fieldText(field)}`),
        ...ruleLines(explanation).map((line) => `  ${line}`),
      ]),
    ]),
  ];
}

function fieldText({ name, field, values }: CorrelationDocument['steps'][number]['sources'][number]['group'][number]): string {
  const read = name === field ? '' : ` (here ${printable(field)})`;
  return `${printable(name)}${read}: ${values.length === 0 ? 'the event has none' : values.map((text) => cut(text, MAX_VALUE)).join(', ')}`;
}

function routingLines({ routing: { logsource, routes, taken } }: ExplainedDocument): string[] {
  const stated = Object.entries(logsource).flatMap(([key, value]) => (value === null ? [] : [`${key} ${printable(String(value))}`]));
  const lines = [`looks at ${stated.join(', ')}`];
  if (routes.length === 0) lines.push('  no event of this logsource is read');
  for (const [i, { product, category, service, holds, checks }] of routes.entries()) {
    const name = [product, category, service].filter((part) => part !== null).join(' / ');
    lines.push(`  ${answer(holds)}  ${name}${i === taken && routes.length > 1 ? '  (read as this)' : ''}`);
    for (const check of checks) {
      const what = check.asks === 'field' ? printable(check.field ?? '') : check.asks;
      const wanted = check.wanted.length > 8 ? `one of ${check.wanted.length}` : check.wanted.map(printable).join(' or ');
      const found = check.found === null ? 'not there' : cut(check.found, MAX_VALUE);
      lines.push(`         ${answer(check.holds)}  ${what} is ${found}, wanted: ${wanted}`);
    }
  }
  return lines;
}

function answer(holds: boolean): string {
  return holds ? 'yes' : 'no ';
}

function nodeLines(node: ExplainedNode, depth: number): string[] {
  const lead = `${'  '.repeat(depth)}${node.holds ? 'true ' : 'false'} `;
  if (node.kind === 'item') return itemLines(node, lead, depth);
  if (node.kind === 'search') return [`${lead} ${printable(node.name)}`, ...nodeLines(node.part, depth + 1)];
  if (node.kind === 'not') return [`${lead} not`, ...nodeLines(node.part, depth + 1)];
  const words = node.kind === 'and' ? 'all of these' : 'any of these';
  return [`${lead} ${words}`, ...node.parts.flatMap((part) => nodeLines(part, depth + 1))];
}

function itemLines(item: ExplainedItem, lead: string, depth: number): string[] {
  const pad = `${'  '.repeat(depth)}       `;
  const name = [item.field ?? 'keywords', ...item.modifiers].map(printable).join('|');
  const other = item.read.filter((native) => native !== item.field).map(printable);
  const read = other.length === 0 ? '' : `, read from ${other.join(', ')}`;
  const by = item.wanted.find(({ holds }) => holds)?.by?.value;
  const shown = item.field === null ? (by === undefined ? [] : [by]) : item.values;
  return [
    `${lead} ${name}  (line ${item.line}${read})`,
    ...shown.slice(0, 5).map((text) => `${pad}the event has  ${cut(text, MAX_VALUE)}`),
    ...(shown.length > 5 ? [`${pad}and ${shown.length - 5} values more`] : []),
    `${pad}${cut(item.why, MAX_WHY)}`,
  ];
}

function cut(text: string, limit: number): string {
  if (text === '') return "'' (empty)";
  return text.length > limit ? `${printable(text.slice(0, limit))}… (${text.length} characters)` : printable(text);
}
