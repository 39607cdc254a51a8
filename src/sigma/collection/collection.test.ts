import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules, parseRules } from '../index.ts';
import { eventOf } from '../test-support/event.ts';
import { anywhere } from '../test-support/random-agreement.ts';

const logsource = 'logsource: { product: any }\n';
const detection = 'detection:\n  sel:\n    f: x\n  condition: sel\n';

function read(...documents: readonly string[]): ReturnType<typeof parseRules> {
  return parseRules(documents.join('---\n'), 'r.yml');
}

function places({ rejected }: ReturnType<typeof parseRules>): string[] {
  return rejected.flatMap((one) => [one, ...one.more]).map(({ code, line, column }) => `${code} ${line}:${column}`);
}

function matched({ rules }: ReturnType<typeof parseRules>, fields: Record<string, string>): string[] {
  return compileRules(rules, anywhere)
    .match(eventOf({ source: 'any', fields }))
    .map(({ rule }) => rule.title);
}

describe('a collection', () => {
  it('completes every rule below a global document, down to single keys of mappings', () => {
    const load = read(
      `action: global\nlevel: high\n${logsource}detection:\n  condition: sel\n`,
      'title: one\ndetection:\n  sel: { f: x }\n',
      'title: two\ndetection:\n  sel: { f: y }\n',
    );
    expect(load.rejected).toEqual([]);
    expect(load.actions).toBe(1);
    expect(load.rules.map(({ title, level, line }) => [title, level, line])).toEqual([
      ['one', 'high', 7],
      ['two', 'high', 11],
    ]);
    expect(matched(load, { f: 'y' })).toEqual(['two']);
  });

  it('lets the global document win where both say something, and the last one count', () => {
    const load = read(
      `action: global\ntitle: first\nlevel: low\n${logsource}`,
      `action: global\ntitle: second\n${logsource}`,
      `title: own\nlevel: high\n${detection}`,
    );
    expect(load.rules.map(({ title, level }) => [title, level])).toEqual([['second', 'high']]);
  });

  it('ends with a reset', () => {
    const load = read(
      `action: global\nlevel: high\n${logsource}`,
      `title: a\n${detection}`,
      'action: reset\n',
      `title: b\n${logsource}${detection}`,
    );
    expect(load.rules.map(({ level }) => level)).toEqual(['high', 'informational']);
    expect(load.actions).toBe(2);
  });

  it('repeats the rule before with changes, and the repetition after that', () => {
    const load = read(
      `title: a\n${logsource}${detection}`,
      'action: repeat\ntitle: b\ndetection:\n  other: { g: y }\n  condition: sel and other\n',
      'action: repeat\ntitle: c\nlevel: low\n',
    );
    expect(load.rules.map(({ title, level }) => [title, level])).toEqual([
      ['a', 'informational'],
      ['b', 'informational'],
      ['c', 'low'],
    ]);
    expect(matched(load, { f: 'x' })).toEqual(['a']);
    expect(matched(load, { f: 'x', g: 'y' })).toEqual(['a', 'b', 'c']);
  });

  it('repeats a global document, which itself stays as it was', () => {
    const load = read(`action: global\n${logsource}${detection}`, 'action: repeat\ntitle: a\nlevel: high\n', 'title: b\n');
    expect(load.rules.map(({ title, level }) => [title, level])).toEqual([
      ['a', 'high'],
      ['b', 'informational'],
    ]);
  });

  it('names the place of every part in the document it stands in', () => {
    const load = read(
      `action: global\nlevel: severe\n${logsource}detection:\n  condition: sel or gone\n`,
      'title: one\ndetection:\n  sel:\n    f|bends: x\n',
    );
    expect(places(load)).toEqual(['RULE_KEY_INVALID 2:8', 'RULE_CONDITION_NAME_UNKNOWN 5:21', 'RULE_MODIFIER_UNKNOWN 10:5']);
    expect(load.rejected.map(({ title }) => title)).toEqual(['one']);
  });

  it('of a global document that cannot be read rejects that document and what depends on it, until a reset', () => {
    const broken = ['action: global\nlogsource: [\n', `action: global\nlevel: low\nlevel: high\n${logsource}`];
    for (const global of broken) {
      const load = read(
        global,
        `title: a\n${logsource}${detection}`,
        'action: repeat\ntitle: b\n',
        'action: reset\n',
        `title: c\n${logsource}${detection}`,
      );
      expect(load.rules.map(({ title }) => title)).toEqual(['c']);
      expect(load.rejected.slice(1).map(({ code, title }) => [code, title])).toEqual([
        ['RULE_COLLECTION_BROKEN', 'a'],
        ['RULE_COLLECTION_BROKEN', 'b'],
      ]);
      expect(load.rejected[1]?.message).toContain('line 1');
    }
  });

  it('leaves correlations and filters alone', () => {
    const load = read(
      `action: global\nlevel: high\n${logsource}`,
      'title: c\ncorrelation:\n  type: event_count\n  rules: [x]\n  timespan: 1h\n  condition: { gte: 2 }\n',
      `title: f\n${logsource}filter:\n  rules: any\n  sel: { f: x }\n  condition: not sel\n`,
    );
    expect(load.rejected).toEqual([]);
    expect([...load.correlations, ...load.filters].map(({ level }) => level)).toEqual(['informational', 'informational']);
  });

  it('rejects unknown actions, a reset that says more, and a file without rules', () => {
    expect(places(read(`action: merge\ntitle: a\n${detection}`))).toEqual(['RULE_ACTION_UNKNOWN 1:9']);
    expect(places(read(`action: reset\ntitle: a\n${detection}`))).toEqual(['RULE_NOT_A_RULE 1:1']);
    expect(places(read(`action: global\n${logsource}`))).toEqual(['RULE_NOT_A_RULE 1:1']);
  });

  it('tells rules of one text in different collections apart by their digest', () => {
    const one = read(`action: global\nlevel: high\n${logsource}`, `title: a\n${detection}`);
    const other = read(`action: global\nlevel: low\n${logsource}`, `title: a\n${detection}`);
    expect(one.rules[0]?.digest).not.toBe(other.rules[0]?.digest);
    expect(one.rules[0]?.id).not.toBe(other.rules[0]?.id);
  });

  it('cannot be made to stand for more than the file pays for', () => {
    const list = Array.from({ length: 9_000 }, (_, i) => `v${i}`).join(', ');
    const global = `action: global\n${logsource}detection:\n  sel:\n    f: [${list}]\n  condition: sel\n`;
    const load = read(global, ...Array.from({ length: 80 }, (_, i) => `title: r${i}\n`));
    expect(new Set(load.rejected.map(({ code }) => code))).toEqual(new Set(['RULE_TOO_LARGE']));
    expect(load.rules.length + load.rejected.length).toBe(80);
  });

  it('of any documents is rules, correlations, filters, actions and rejections, one for each', () => {
    const piece = fc.constantFrom(
      'title: t\n',
      logsource,
      detection,
      'action: global\n',
      'action: reset\n',
      'action: repeat\n',
      'level: high\n',
      'filter: { rules: any, s: { f: y }, condition: not s }\n',
      'correlation: { type: temporal, rules: [a, b], timespan: 1h }\n',
      'x: [\n',
      '<<: { level: low }\n',
      'a: &a [*a]\n',
    );
    const document = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 6 }), (documents) => {
        const { rules, correlations, filters, rejected, actions } = read(...documents);
        const lists = rules.length + correlations.length + filters.length;
        const isOnlyActions = lists === 0 && actions === documents.length;
        expect(lists + rejected.length + actions).toBe(documents.length + (isOnlyActions ? 1 : 0));
      }),
      { numRuns: 300 },
    );
  });
});
