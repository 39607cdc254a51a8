import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseRules } from './index.ts';

const head = 'title: t\nlogsource:\n  product: windows\n';
const sel = 'detection:\n  sel:\n    f: x\n';
const condition = '  condition: sel\n';

function places(text: string): string[] {
  const { rules, rejected } = parseRules(text, 'r.yml');
  expect(rules).toEqual([]);
  return rejected.flatMap((one) => [one, ...one.more]).map(({ code, line, column }) => `${code} ${line}:${column}`);
}

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['not YAML', 'title: [a\nb: c', ['RULE_NOT_YAML 2:1']],
  ['an empty file', '', ['RULE_NOT_A_RULE 1:1']],
  ['a text', 'hello', ['RULE_NOT_A_RULE 1:1']],
  ['another kind of YAML', 'title: map\nlogsources: {}\n', ['RULE_NOT_A_RULE 1:1']],
  ['a rule without title', `logsource: { product: windows }\n${sel}${condition}`, ['RULE_KEY_MISSING 1:1']],
  ['a rule without logsource', `title: t\n${sel}${condition}`, ['RULE_KEY_MISSING 1:1']],
  ['a logsource that says nothing', `title: t\nlogsource:\n  definition: x\n${sel}${condition}`, ['RULE_KEY_INVALID 3:3']],
  ['a rule without detection', head, ['RULE_KEY_MISSING 1:1']],
  ['a detection that is a text', `${head}detection: x\n`, ['RULE_KEY_INVALID 4:12']],
  ['a detection without condition', head + sel, ['RULE_KEY_MISSING 5:3']],
  ['an unknown level', `level: severe\n${head}${sel}${condition}`, ['RULE_KEY_INVALID 1:8']],
  ['an id that is a list', `id: [1]\n${head}${sel}${condition}`, ['RULE_KEY_INVALID 1:5']],
  ['a key twice', `${head}detection:\n  sel:\n    f: x\n    f: y\n${condition}`, ['RULE_KEY_DUPLICATE 7:5']],
  ['an unknown modifier', `${head}detection:\n  sel:\n    f|bends: x\n${condition}`, ['RULE_MODIFIER_UNKNOWN 6:5']],
  ['re that is not the first modifier', `${head}detection:\n  sel:\n    f|contains|re: x\n${condition}`, ['RULE_MODIFIER_MISUSED 6:5']],
  ['a flag without re', `${head}detection:\n  sel:\n    f|i: x\n${condition}`, ['RULE_MODIFIER_MISUSED 6:10']],
  ['an encoded wildcard', `${head}detection:\n  sel:\n    f|base64: 'x*'\n${condition}`, ['RULE_MODIFIER_MISUSED 6:15']],
  ['contains of null', `${head}detection:\n  sel:\n    f|contains: null\n${condition}`, ['RULE_MODIFIER_MISUSED 6:17']],
  ['a comparison with a word', `${head}detection:\n  sel:\n    f|gt: many\n${condition}`, ['RULE_VALUE_INVALID 6:11']],
  [
    'a bad block',
    `${head}detection:\n  sel:\n    f|cidr:\n      - 192.0.2.0/24\n      - 192.0.2.0/99\n${condition}`,
    ['RULE_VALUE_INVALID 8:9'],
  ],
  ['exists of a word', `${head}detection:\n  sel:\n    f|exists: maybe\n${condition}`, ['RULE_VALUE_INVALID 6:15']],
  ['a mapping as value', `${head}detection:\n  sel:\n    f: { g: x }\n${condition}`, ['RULE_VALUE_INVALID 6:8']],
  ['an empty search', `${head}detection:\n  sel: {}\n${condition}`, ['RULE_VALUE_INVALID 5:8']],
  ['a placeholder', `${head}detection:\n  sel:\n    f|expand: '%admins%'\n${condition}`, ['RULE_PLACEHOLDER_UNRESOLVED 6:15']],
  ['too many spellings', `${head}detection:\n  sel:\n    f|windash: -a -b -c -d -e\n${condition}`, ['RULE_TOO_LARGE 6:16']],
  ['an expression that needs backtracking', `${head}detection:\n  sel:\n    f|re: '(a)\\1'\n${condition}`, ['RULE_REGEX_UNSUPPORTED 6:11']],
  ['a broken expression', `${head}detection:\n  sel:\n    f|re: '(a'\n${condition}`, ['RULE_REGEX_UNSUPPORTED 6:11']],
  ['a broken condition', `${head}${sel}  condition: sel and or sel\n`, ['RULE_CONDITION_SYNTAX 7:22']],
  [
    'a broken condition over several lines',
    `${head}${sel}  condition: |\n    sel and\n    (sel or\n    sel\n`,
    ['RULE_CONDITION_SYNTAX 10:8'],
  ],
  ['a quoted condition', `${head}${sel}  condition: "sel and nothing"\n`, ['RULE_CONDITION_NAME_UNKNOWN 7:23']],
  ['a second condition', `${head}${sel}  condition:\n    - sel\n    - 1 of none_*\n`, ['RULE_CONDITION_NAME_UNKNOWN 9:12']],
  ['an aggregation', `${head}${sel}  condition: sel | count() > 5\n`, ['RULE_AGGREGATION_UNSUPPORTED 7:18']],
  ['a correlation that says nothing', 'title: c\ncorrelation: {}\n', ['RULE_KEY_MISSING 2:14', 'RULE_KEY_MISSING 2:14']],
  ['two kinds in one document', `${head}${sel}${condition}filter: { rules: any }\n`, ['RULE_NOT_A_RULE 1:1']],
  ['a name that is a list', `name: [1]\n${head}${sel}${condition}`, ['RULE_KEY_INVALID 1:7']],
  ['re after all', `${head}detection:\n  sel:\n    f|all|re: x\n${condition}`, ['RULE_MODIFIER_MISUSED 6:5']],
  ['exists after neq', `${head}detection:\n  sel:\n    f|neq|exists: true\n${condition}`, ['RULE_MODIFIER_MISUSED 6:5']],
  ['an empty modifier', `${head}detection:\n  sel:\n    f|: x\n${condition}`, ['RULE_MODIFIER_UNKNOWN 6:5']],
  ['a modifier with a space', `${head}detection:\n  sel:\n    f| contains: x\n${condition}`, ['RULE_MODIFIER_UNKNOWN 6:5']],
  ['a field name with a wildcard', `${head}detection:\n  sel:\n    f|fieldref: g*\n${condition}`, ['RULE_VALUE_INVALID 6:17']],
  ['a number beyond numbers', `${head}detection:\n  sel:\n    f: .inf\n${condition}`, ['RULE_VALUE_INVALID 6:8']],
  ['a comparison with no number', `${head}detection:\n  sel:\n    f|lt: .nan\n${condition}`, ['RULE_VALUE_INVALID 6:11']],
  ['a comparison with a quoted number', `${head}detection:\n  sel:\n    f|lt: '5'\n${condition}`, ['RULE_VALUE_INVALID 6:11']],
  ['an empty condition', `${head}${sel}  condition: ''\n`, ['RULE_CONDITION_SYNTAX 7:15']],
  ['a foreign tag', `${head}x: !!python/object/apply:os.system [ls]\n${sel}${condition}`, ['RULE_NOT_YAML 4:4']],
  ['bytes', `${head}detection:\n  sel:\n    f: !!binary aGk=\n${condition}`, ['RULE_NOT_YAML 6:17']],
  ['tabs as indentation', `${head}detection:\n\tsel:\n\t\tf: x\n`, ['RULE_NOT_YAML 5:1', 'RULE_NOT_YAML 6:1']],
  ['a key that is a list', `${head}detection:\n  ? [sel]\n  : { f: x }\n${condition}`, ['RULE_NOT_YAML 5:5']],
  ['a merge of no mapping', `${head}x: &x [a]\ndetection:\n  sel:\n    <<: *x\n${condition}`, ['RULE_NOT_YAML 7:5']],
  ['nesting without end', `${head}detection:\n  sel: ${'['.repeat(200)}${']'.repeat(200)}\n${condition}`, ['RULE_TOO_DEEP 5:39']],
  [
    'several mistakes at once',
    `${head}detection:\n  sel:\n    f|bends: x\n    g|re: '('\n  condition: sel or gone\n`,
    ['RULE_MODIFIER_UNKNOWN 6:5', 'RULE_REGEX_UNSUPPORTED 7:11', 'RULE_CONDITION_NAME_UNKNOWN 8:21'],
  ],
];

describe('a rule is rejected with its place for', () => {
  it.each(cases)('%s', (_about, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it('aliases that stand for more than they cost', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefg'
        .split('')
        .map((name, i) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdef'.charAt(i)}`).join(', ')}]`),
    ];
    expect(places(bomb.join('\n')).some((place) => place.startsWith('RULE_TOO_LARGE'))).toBe(true);
  });

  it('many documents whose aliases together stand for more than they cost', () => {
    const one =
      'a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n';
    const found = places(Array.from({ length: 400 }, () => one).join('---\n'));
    expect(new Set(found.map((place) => place.split(' ')[0]))).toEqual(new Set(['RULE_NOT_A_RULE', 'RULE_TOO_LARGE']));
  });

  it('a mistake behind a byte order mark, with lines that end in CR LF', () => {
    expect(places(`\uFEFF${head}${sel}  condition: |\n    sel and\n    gone\n`.replaceAll('\n', '\r\n'))).toEqual([
      'RULE_CONDITION_NAME_UNKNOWN 9:5',
    ]);
  });

  it.each([
    ['opened', '['.repeat(20_000)],
    ['opened and closed', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['written in dashes', `${'- '.repeat(20_000)}x`],
  ])('nesting that no parser can follow, %s', (_, text) => {
    expect(places(text).map((place) => place.split(' ')[0])).toEqual(['RULE_TOO_DEEP']);
  });

  it('an alias of itself', () => {
    expect(places('title: &a\n  - *a\n')[0]).toMatch(/^RULE_TOO_DEEP/);
  });
});

describe('a rule file', () => {
  it('gives its good rules although others are bad, each document counted once', () => {
    const good = (title: string): string => `title: ${title}\nlogsource: { product: windows }\n${sel}${condition}`;
    const { rules, rejected } = parseRules(
      `${good('one')}---\n: : [\n---\n${good('two')}---\ntitle: three\ncorrelation: 5\n---\n`,
      'r.yml',
    );
    expect(rules.map(({ title, line }) => [title, line])).toEqual([
      ['one', 1],
      ['two', 10],
    ]);
    expect(rejected.map(({ code, line, title }) => [code, line, title])).toEqual([
      ['RULE_NOT_YAML', 8, null],
      ['RULE_KEY_INVALID', 18, 'three'],
    ]);
  });

  it('may use aliases within reason', () => {
    const { rules } = parseRules(`${head}x: &list [a, b]\ndetection:\n  sel:\n    f: *list\n${condition}`, 'r.yml');
    expect(rules.length).toBe(1);
  });

  it('keeps what its rules say of themselves', () => {
    const text = `title: Access
id: 0b1d5a4e-0d8a-4f0e-8a4c-2f5f3a1d9c11
status: test
level: HIGH
author: Someone
tags: [attack.credential-access, attack.T1003.001, attack.t1003.001, attack.s0002, cve.2024-1]
falsepositives: none
hardcell: { terminal: true }
${head.slice(9)}${sel}${condition}`;
    const [rule] = parseRules(text, 'r.yml').rules;
    expect(rule).toMatchObject({
      id: '0b1d5a4e-0d8a-4f0e-8a4c-2f5f3a1d9c11',
      derivedId: false,
      status: 'test',
      level: 'high',
      author: 'Someone',
    });
    expect(rule).toMatchObject({
      attack: ['T1003.001'],
      tactics: ['credential-access'],
      falsePositives: ['none'],
      custom: { hardcell: { terminal: true } },
    });
    expect(rule?.logsource).toEqual({ product: 'windows', category: null, service: null });
  });

  it('gives a rule without id one that follows from its text alone', () => {
    const text = head + sel + condition;
    const [a] = parseRules(text, 'a.yml').rules;
    const [b] = parseRules(`${text}\n`, 'b.yml').rules;
    const [c] = parseRules(text.replace('f: x', 'f: y'), 'a.yml').rules;
    expect(a?.id).toMatch(/^derived-[0-9a-f]{16}$/);
    expect(a?.derivedId).toBe(true);
    expect(b?.id).toBe(a?.id);
    expect(c?.id).not.toBe(a?.id);
  });

  it('of any text is rules and rejections, never an exception, and names no control characters', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'title:',
            ' ',
            '\n',
            '- ',
            '[',
            '{',
            '&a',
            '*a',
            '|',
            '"',
            "'",
            '---\n',
            '!!x ',
            '? ',
            'detection:\n',
            '  sel:\n',
            'condition: ',
            '\t',
            '#',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const { rules, rejected } = parseRules(text, 'r.yml');
        expect(rules.length + rejected.length).toBeGreaterThan(0);
        for (const { message, line, column } of rejected) {
          expect(message).not.toMatch(/\p{Cc}/u);
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('whose detection is any data is rules and rejections, never an exception', () => {
    const detection = fc.dictionary(fc.constantFrom('sel', 'condition', 'f|re', 'timeframe', '__proto__', '<<'), fc.jsonValue(), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(detection, (value) => {
        const { rules, rejected } = parseRules(stringify({ title: 't', logsource: { product: 'windows' }, detection: value }), 'r.yml');
        expect(rules.length + rejected.length).toBe(1);
      }),
    );
  });
});
