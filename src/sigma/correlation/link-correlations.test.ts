import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../load-rules.ts';
import { rejection, ruleProblem } from '../problem.ts';
import { compileRules } from '../rule-set.ts';
import { eventOf } from '../test-support/event.ts';
import { anywhere } from '../test-support/random-agreement.ts';
import { linkCorrelations } from './link-correlations.ts';
import { baseRules, linked } from './test-support/linked.ts';

const count = (name: string, rules: string, more = ''): string =>
  `title: ${name}\nid: ${name}\nname: ${name}\ncorrelation: {type: event_count, rules: [${rules}], timespan: 1m, condition: {gte: 2}${more}}\n`;

describe('names', () => {
  it('are looked up when all files are read, by id in either case or by name', () => {
    const { correlations, rejected } = linked(
      count('outer', 'inner, A') + '---\n' + count('inner', 'B'),
      baseRules('a', 'b').replace('name: b', 'name: B'),
    );
    expect(rejected).toEqual([]);
    expect(correlations.map(({ id }) => id)).toEqual(['inner', 'outer']);
  });

  it('mean a rule of the same file before one of another', () => {
    const own = (id: string): string => `title: a\nid: ${id}\nname: base\nlogsource: {product: windows}\n---\n`;
    const { correlations, rejected } = linked(own('first') + count('one', 'base'), own('second') + count('two', 'base'));
    expect(rejected).toEqual([]);
    expect(correlations.map(({ steps }) => steps[0]?.sources[0]?.rule)).toEqual(['first', 'second']);
  });

  it.each([
    ['unknown', baseRules('a') + count('c', 'a, nothing'), 'RULE_REFERENCE_UNKNOWN', 'nothing'],
    [
      'of several rules',
      baseRules('a') + baseRules('x').replace('name: x', 'name: a') + count('c', 'a'),
      'RULE_REFERENCE_AMBIGUOUS',
      '0.yml:1, 0.yml:6',
    ],
    ['that lead back', count('c', 'd') + '---\n' + count('d', 'c'), 'RULE_CORRELATION_CYCLE', 'c > d > c'],
    [
      'of an alias that are not correlated',
      baseRules('a', 'b') + count('c', 'a', ', aliases: {who: {b: user}}'),
      'RULE_CORRELATION_INVALID',
      '`b`',
    ],
  ])('%s are rejected at their place', (_, text, code, words) => {
    const { rejected } = linked(text);
    const problem = rejected.find((one) => one.code === code);
    expect(problem?.message).toContain(words);
    const line = text.split('\n')[(problem?.line ?? 0) - 1] ?? '';
    expect(line.slice((problem?.column ?? 0) - 1)).toMatch(/^(?:nothing|a\]|c\]|b: user)/);
  });

  it('may stand on each other only so deep, on only so many rules', () => {
    const tower = Array.from({ length: 20 }, (_, i) => count(`c${i}`, i === 19 ? 'a' : `c${i + 1}`)).join('---\n');
    expect(new Set(linked(baseRules('a') + tower).rejected.map(({ code }) => code))).toEqual(
      new Set(['RULE_TOO_DEEP', 'RULE_REFERENCE_REJECTED']),
    );
    const all = (name: string): string => Array.from({ length: 30 }, (_, i) => (name === 'a' ? 'a' : `${name}${i}`)).join(', ');
    const wide = [...Array.from({ length: 30 }, (_, i) => count(`b${i}`, all('a'))), count('c', all('b'))].join('---\n');
    expect(linked(baseRules('a') + wide).rejected.map(({ code, title }) => [code, title])).toEqual([['RULE_TOO_LARGE', 'c']]);
  });

  it('of a rejected rule reject the correlation, and what is built on that', () => {
    const broken = rejection(
      [ruleProblem('base.yml', 'RULE_KEY_MISSING', { line: 3, column: 1 }, { key: 'detection' })],
      'Base',
      null,
      'base',
    );
    const text = `${count('c', 'base')}---\n${count('d', 'c')}`;
    const parsed = linked(text, 'title: base\nname: base\nlogsource: {product: x}\n').correlations;
    expect(parsed.length).toBe(2);
    const { rejected } = linkCorrelations([], parsed.map(unlinked), [broken]);
    expect(rejected.map(({ code, message, title }) => [code, message, title])).toEqual([
      ['RULE_REFERENCE_REJECTED', 'the rule `base` that it needs was rejected (base.yml:3)', 'c'],
      ['RULE_REFERENCE_REJECTED', expect.stringContaining('`c`'), 'd'],
    ]);
  });
});

function unlinked(one: ReturnType<typeof linked>['correlations'][number]): Parameters<typeof linkCorrelations>[1][number] {
  return { ...one, rules: one.steps.map(({ name }) => ({ name, line: 1, column: 1 })), aliases: [] };
}

describe('what a correlation needs', () => {
  it('is kept with the matches of the rules below it, under the names that they have there', () => {
    const text = `${baseRules('a', 'b')}title: c\nname: c
correlation: {type: value_count, rules: [a, b], group-by: [who, host], timespan: 1m, condition: {gte: 2, field: what}, aliases: {who: {a: source, b: target}}}
---
title: d
correlation: {type: temporal, rules: [c, b], group-by: [who, zone], timespan: 1m}
`;
    const { rules } = linked(text);
    expect(rules.map(({ name, correlated }) => [name, correlated?.fields])).toEqual([
      ['a', ['host', 'source', 'what', 'zone']],
      ['b', ['host', 'target', 'what', 'who', 'zone']],
    ]);
  });

  it('takes findings of their own from the rules it names, unless it says `generate`', () => {
    const { rules, correlations } = linked(
      baseRules('a', 'b', 'c') +
        count('quiet', 'a') +
        '---\n' +
        count('loud', 'b, quiet', ', generate: true') +
        '---\n' +
        count('top', 'loud'),
    );
    expect(rules.map(({ correlated }) => correlated?.silent ?? null)).toEqual([true, false, null]);
    expect(correlations.map(({ id, silent }) => [id, silent])).toEqual([
      ['quiet', false],
      ['loud', true],
      ['top', false],
    ]);
  });
});

it('a correlation that is rejected silences nobody', () => {
  const { rules, rejected } = linked(baseRules('a') + count('broken', 'a, nobody'));
  expect(rejected).toHaveLength(1);
  expect(rules.map(({ correlated }) => correlated?.silent ?? false)).toEqual([false]);
});

it('the matches of a rule show what correlations need of them', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-rules-'));
  const rule = 'title: a\nname: a\nlogsource: {product: any}\ndetection: {any: {what: x}, condition: any}\n---\n';
  writeFileSync(
    join(dir, 'rules.yml'),
    `${rule}title: c\ncorrelation: {type: value_count, rules: [a], group-by: [who], timespan: 1m, condition: {gte: 2, field: where}}\n`,
  );
  const load = loadRules([dir]);
  rmSync(dir, { recursive: true });
  const set = compileRules(load.rules, anywhere);
  const [match] = set.match(eventOf({ source: 'any', fields: { what: 'x', who: 'anna', where: 'here', why: 'not' } }));
  expect(Object.fromEntries(match?.fields ?? [])).toEqual({ what: 'x', who: 'anna', where: 'here' });
});
