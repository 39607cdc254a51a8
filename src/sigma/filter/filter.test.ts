import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileRules, loadRules, type RuleLoad } from '../index.ts';
import { eventOf } from '../test-support/event.ts';
import { anywhere } from '../test-support/random-agreement.ts';

const top = mkdtempSync(join(tmpdir(), 'hardcell-filters-'));
afterAll(() => rmSync(top, { recursive: true }));

const id = '3f0d2a5e-52b7-4c0f-9d6b-5a1e0c7b9d11';
const rule = `title: r\nid: ${id}\nname: the_rule\nlogsource: { product: any, category: c }\ndetection:\n  selection: { f: x }\n  condition: selection\n`;

let count = 0;
function load(...files: readonly string[]): RuleLoad {
  const dir = join(top, String(count++));
  mkdirSync(dir);
  for (const [i, text] of files.entries()) writeFileSync(join(dir, `${i}.yml`), text);
  return loadRules([dir]);
}

function filter(body: string, logsource = '{ product: any }'): string {
  return `title: known good\nlogsource: ${logsource}\nfilter:\n${body}`;
}

const own = `  selection: { host: test }\n  condition: not selection\n`;
// Without their logsources: what these tests ask is the detection.
function matches({ rules }: RuleLoad, fields: Record<string, string>): boolean {
  const plain = rules.map((one) => ({ ...one, logsource: { product: 'any', category: null, service: null } }));
  return compileRules(plain, anywhere).match(eventOf({ source: 'any', fields })).length > 0;
}

function warnings({ warnings: all }: RuleLoad): string[] {
  return all.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe('a filter', () => {
  it.each([
    ['by id', `  rules: [${id}]\n`],
    ['by id in capitals', `  rules: [${id.toUpperCase()}]\n`],
    ['by name', '  rules: [the_rule]\n'],
    ['by a name that is no list', '  rules: the_rule\n'],
    ['by any', '  rules: any\n'],
    ['by an empty list', '  rules: []\n'],
  ])('narrows the rule it names %s, its searches kept apart from those of the rule', (_about, rules) => {
    const loaded = load(rule, filter(`${rules}${own}`));
    expect([loaded.rejected, loaded.warnings]).toEqual([[], []]);
    expect(matches(loaded, { f: 'x', host: 'other' })).toBe(true);
    expect(matches(loaded, { f: 'x', host: 'test' })).toBe(false);
    expect(matches(loaded, { f: 'y', host: 'other' })).toBe(false);
    expect(loaded.rules[0]?.filters).toEqual([{ id: loaded.filters[0]?.id, title: 'known good' }]);
  });

  it('may be read before its rule, and be one of several, all of which must pass', () => {
    const second = filter(`  rules: any\n  ok: { user: svc }\n  condition: not ok\n`);
    const loaded = load(filter(`  rules: any\n${own}`), rule, second);
    expect(loaded.rules[0]?.filters.length).toBe(2);
    expect(matches(loaded, { f: 'x', host: 'test', user: 'a' })).toBe(false);
    expect(matches(loaded, { f: 'x', host: 'a', user: 'svc' })).toBe(false);
    expect(matches(loaded, { f: 'x', host: 'a', user: 'a' })).toBe(true);
  });

  it('narrows a rule with several conditions in each of them', () => {
    const loaded = load(
      rule.replace('condition: selection', 'other: { g: y }\n  condition: [selection, other]'),
      filter(`  rules: any\n${own}`),
    );
    expect(matches(loaded, { g: 'y' })).toBe(true);
    expect(matches(loaded, { g: 'y', host: 'test' })).toBe(false);
  });

  it('has patterns of its own', () => {
    const body = '  rules: any\n  ok_1: { host: a }\n  ok_2: { host: b }\n  condition: not 1 of ok_*\n';
    const loaded = load(rule, filter(body));
    expect(matches(loaded, { f: 'x', host: 'b' })).toBe(false);
    expect(matches(loaded, { f: 'x', host: 'c' })).toBe(true);
  });

  it('is for rules whose logsource has everything that its own states, and says when there is none', () => {
    expect(load(rule, filter(`  rules: any\n${own}`, '{ category: c }')).rules[0]?.filters.length).toBe(1);
    const other = load(rule, filter(`  rules: any\n${own}`, '{ product: any, service: s }'));
    expect(other.rules[0]?.filters).toEqual([]);
    expect(warnings(other)).toEqual(['RULE_FILTER_UNUSED 1:1']);
    const named = load(rule, filter(`  rules: [the_rule]\n${own}`, '{ product: else }'));
    expect(named.rules[0]?.filters).toEqual([]);
    expect(warnings(named)).toEqual(['RULE_FILTER_NOT_FITTING 4:11']);
  });

  it('that names an unknown rule is told of, and narrows the others', () => {
    const loaded = load(rule, filter(`  rules:\n    - gone\n    - the_rule\n${own}`));
    expect(warnings(loaded)).toEqual(['RULE_FILTER_RULE_UNKNOWN 5:7']);
    expect(loaded.rules[0]?.filters.length).toBe(1);
  });

  it('does not narrow a correlation, but the rules it is built on', () => {
    const correlation =
      'title: c\nname: many\ncorrelation: { type: event_count, rules: [the_rule], timespan: 1h, condition: { gte: 2 } }\n';
    const loaded = load(rule, correlation, filter(`  rules: [many]\n${own}`));
    expect(warnings(loaded)).toEqual(['RULE_FILTER_RULE_UNKNOWN 4:11']);
    expect(load(rule, correlation, filter(`  rules: [the_rule]\n${own}`)).rules[0]?.filters.length).toBe(1);
  });

  it.each([
    ['without rules', filter(own), ['RULE_KEY_MISSING 4:3']],
    ['without condition', filter('  rules: any\n  a: { b: c }\n'), ['RULE_KEY_MISSING 4:3']],
    ['with several conditions', filter('  rules: any\n  a: { b: c }\n  condition: [a, a]\n'), ['RULE_KEY_INVALID 6:14']],
    [
      'with a condition that names nothing',
      filter('  rules: any\n  a: { b: c }\n  condition: not b\n'),
      ['RULE_CONDITION_NAME_UNKNOWN 6:18'],
    ],
    ['that is a text', 'title: f\nlogsource: { product: any }\nfilter: x\n', ['RULE_KEY_INVALID 3:9']],
    ['without logsource', `title: f\nfilter:\n  rules: any\n${own}`, ['RULE_KEY_MISSING 1:1']],
    ['of rules that are no texts', filter(`  rules: [{ a: b }]\n${own}`), ['RULE_KEY_INVALID 4:11']],
  ])('is rejected %s', (_about, text, expected) => {
    const { rejected, filters } = load(text);
    expect(filters).toEqual([]);
    expect(rejected.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(expected);
  });
});
