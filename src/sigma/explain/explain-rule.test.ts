import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules, explainRule, loadRules, parseRules, readLogsources } from '../index.ts';
import { eventOf } from '../test-support/event.ts';
import { generatedEvent, generatedRule } from '../test-support/generated.ts';
import { anywhere, generatedRules } from '../test-support/random-agreement.ts';
import { realDataThere, realEvents, sharedData } from '../test-support/real-events.ts';
import { itemWords, type ItemExplanation, type NodeExplanation } from './index.ts';

const routes = readLogsources();

/** Whether each node's answer follows from those below it. */
function addsUp(node: NodeExplanation): boolean {
  if (node.kind === 'item') return node.holds === itemHolds(node);
  if ('part' in node) return node.holds === (node.kind === 'not' ? !node.part.holds : node.part.holds) && addsUp(node.part);
  const below = node.parts.map(({ holds }) => holds);
  return node.holds === (node.kind === 'and' ? below.every(Boolean) : below.some(Boolean)) && node.parts.every(addsUp);
}

function itemHolds({ wanted, all, negated }: ItemExplanation): boolean {
  const found = wanted.map(({ holds }) => holds);
  return (all ? found.every(Boolean) : found.some(Boolean)) !== negated;
}

describe('an explanation', () => {
  it('says what the engine says, of any rule and event, and its answers add up at every node', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(generatedRule, { minLength: 1, maxLength: 4 }),
        fc.array(generatedEvent, { minLength: 1, maxLength: 8 }),
        (texts, events) => {
          const rules = generatedRules(texts);
          const set = compileRules(rules, anywhere);
          for (const fields of events) {
            const event = eventOf({ source: 'any', fields });
            const explained = rules.map((rule) => explainRule(rule, event, anywhere));
            expect(rules.filter((_, i) => explained[i]?.matched)).toEqual(set.match(event).map(({ rule }) => rule));
            for (const { condition } of explained) expect(addsUp(condition)).toBe(true);
          }
        },
      ),
      { numRuns: 60, seed: 20261124 },
    );
  });

  it.runIf(realDataThere)('says what the engine says, of public rules and real records', { timeout: 60_000 }, () => {
    const folders = ['builtin/security', 'process_access', 'image_load', 'network_connection', 'registry/registry_set'];
    const { rules } = loadRules(folders.map((folder) => join(sharedData, 'sigma/rules/windows', folder)));
    const set = compileRules(rules, routes);
    let matches = 0;
    let count = 0;
    for (const event of realEvents({ folder: 'evtx/attack-samples', every: 20 })) {
      const found = new Set(set.match(event).map(({ rule }) => rule));
      const asked = rules.filter((rule, i) => found.has(rule) || i % 40 === count % 40);
      expect(asked.filter((rule) => explainRule(rule, event, routes).matched)).toEqual(asked.filter((rule) => found.has(rule)));
      matches += found.size;
      count++;
    }
    expect(matches).toBeGreaterThan(50);
  });

  const rule = parseRules(
    'title: t\nlogsource: { product: windows, category: process_creation }\ndetection: { sel: { Image|endswith: \\cmd.exe }, condition: sel }',
    'r.yml',
  ).rules[0];

  it('tells which routes lead to the rule, and what each asks', () => {
    const fields = { EventID: '4688', NewProcessName: 'C:\\cmd.exe' };
    const explained = rule && explainRule(rule, eventOf({ channel: 'Security', fields }), routes);
    expect(explained?.routing.routes.map(({ service, holds }) => [service, holds])).toEqual([
      ['sysmon', false],
      ['security', true],
    ]);
    expect(explained?.routing.taken).toBe(1);
    expect(explained?.condition).toMatchObject({
      kind: 'search',
      holds: true,
      part: { read: ['NewProcessName'], values: ['C:\\cmd.exe'] },
    });
  });

  it('reads the condition where no route leads to the rule too, under the one that comes nearest', () => {
    const fields = { EventID: '4624', NewProcessName: 'C:\\cmd.exe' };
    const explained = rule && explainRule(rule, eventOf({ channel: 'Security', fields }), routes);
    expect(explained).toMatchObject({ matched: false, routing: { considered: false, taken: 1 }, condition: { holds: true } });
    expect(explained?.routing.routes[1]?.checks.find(({ holds }) => !holds)).toEqual({
      asks: 'field',
      field: 'EventID',
      wanted: ['4688'],
      found: '4624',
      holds: false,
    });
  });
});

/** [detection item, event, what decided in words] */
const sentences: readonly (readonly [string, Record<string, string | null>, string])[] = [
  ['f|endswith: \\cmd.exe', { f: 'C:\\CMD.exe' }, 'it ends with \\cmd.exe'],
  ['f: x', {}, 'wanted: is x; the event has no such field'],
  ['f: x', { f: null }, 'wanted: is x; the field is there without a value'],
  ['f: [a, b, c, d]', { f: 'e' }, 'wanted: is a, or is b, or is c, or 1 others'],
  ['f|contains|all: [a, b]', { f: 'xa' }, '1 of 2 wanted, all are needed; missing is: contains b'],
  ['f|contains|all: [a, b]', { f: 'ab' }, 'all 2 wanted are there: contains a; contains b'],
  ['f|neq: a', { f: 'b' }, 'neq is true where the rest is false: wanted: is a'],
  ['f|neq: a', { f: 'A' }, 'neq is false where the rest is true: it is a'],
  ['f: null', {}, 'it is absent or without a value'],
  ['f|exists: true', {}, 'wanted: is there; the event has no such field'],
  ["f: ''", { f: '' }, 'it is there and empty'],
  ["f: 'a*b?'", { f: 'axbc' }, 'it fits a*b?'],
  ["f|cased: 'a\\*'", { f: 'a*' }, 'it is a* in this case'],
  ['f: 0x10', { f: '16' }, 'it is 0x10 or 16'],
  ['f|re|i: a+', { f: 'xAA' }, 'it has a match of /a+/i'],
  ['f|cidr: 192.0.2.0/24', { f: '192.0.2.7' }, 'it is an address of 192.0.2.0/24'],
  ['f|cidr: "2001:db8::/32"', { f: '::1' }, 'wanted: is an address of 2001:db8:0:0:0:0:0:0/32'],
  ['f|gte: 5', { f: '7' }, 'it is at least 5'],
  ['f|hour: 3', { f: '2024-03-01T04:00:00Z' }, 'wanted: is a time whose hour is 3 (UTC)'],
  ['f|fieldref|startswith: g', { f: 'ab', g: 'b' }, 'wanted: begins with the field g (which is b)'],
  ['f|fieldref: g', { f: 'ab' }, 'wanted: equals the field g (which is not there)'],
  ['f|base64offset|contains: abc', { f: 'xYWJjx' }, 'it contains YWJj or contains FiY or contains hYm'],
];

it.each(sentences)('the line `%s` of %j: %s', (line, fields, words) => {
  const { rules, rejected } = parseRules(
    `title: t\nlogsource: { product: any }\ndetection:\n  sel:\n    ${line}\n  condition: sel\n`,
    'r.yml',
  );
  expect(rejected).toEqual([]);
  const [rule] = rules;
  const explained = rule && explainRule(rule, eventOf({ source: 'any', fields }), anywhere);
  const part = explained?.condition.kind === 'search' ? explained.condition.part : null;
  expect(part?.kind === 'item' ? itemWords(part) : null).toBe(words);
});

it('of keywords tells in which field one stands', () => {
  const { rules } = parseRules('title: t\nlogsource: { product: any }\ndetection:\n  words: [evil, worse]\n  condition: words\n', 'r.yml');
  const explained = rules[0] && explainRule(rules[0], eventOf({ source: 'any', fields: { a: 'good', b: 'an EVIL thing' } }), anywhere);
  const part = explained?.condition.kind === 'search' ? explained.condition.part : null;
  expect(part?.kind === 'item' ? itemWords(part) : null).toBe('it contains evil, in b');
});
