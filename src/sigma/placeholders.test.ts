import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileRules, parseRules, readPlaceholders } from './index.ts';
import { eventOf } from './test-support/event.ts';
import { anywhere } from './test-support/random-agreement.ts';

const values = new Map([
  ['one', ['a']],
  ['two', ['a', 'b*']],
  ['star', [String.raw`\*`]],
  ['re', ['a+', 'b']],
  ['dash', ['-x']],
  ['with space', ['a']],
  ['many', Array.from({ length: 40 }, (_, i) => `v${i}`)],
]);

function rejections(key: string, value: string): string[] {
  return read(key, value).rejected.map(({ code, message }) => `${code}: ${message}`);
}

function read(key: string, value: string): ReturnType<typeof parseRules> {
  return parseRules(
    `title: t\nlogsource: { product: any }\ndetection:\n  sel:\n    ${key}: '${value}'\n  condition: sel\n`,
    'r.yml',
    values,
  );
}

function matches(key: string, value: string, text: string): boolean {
  const { rules, rejected } = read(key, value);
  expect(rejected).toEqual([]);
  return compileRules(rules, anywhere).match(eventOf({ source: 'any', fields: { f: text } })).length > 0;
}

describe('a placeholder', () => {
  it.each([
    ['f|expand', '%one%', 'a', 'b'],
    ['f|expand', '%with space%', 'A', '%with space%'],
    ['f|expand', '%two%', 'bcd', 'ac'],
    ['f|expand', 'x-%two%-%two%-y', 'x-a-bb-y', 'x-c-a-y'],
    ['f|expand', '%star%', '*', 'a'],
    ['f|contains|expand', '%one%', 'cat', 'dog'],
    ['f|expand|contains', '%one%', 'cat', 'dog'],
    ['f|expand|cased', '%one%', 'a', 'A'],
    ['f|expand|base64', '%one%', 'YQ==', 'a'],
    ['f|expand|windash', '%dash%', '/x', '+x'],
    ['f|expand|all', '%two%', 'bcd', 'c'],
    ['f|re|expand', '^x%re%$', 'xaaa', 'aaa'],
    ['f|re|expand|i', '^x%re%$', 'XB', 'XC'],
    ['f|expand', '100%', '100%', 'a'],
    ['f|expand', '%%', '%%', 'a'],
    ['f', '%one%', '%one%', 'a'],
    ["'|expand'", '%one%', 'cat', 'dog'],
  ])('of %s: %s matches %s and not %s', (key, value, yes, no) => {
    expect([matches(key, value, yes), matches(key, value, no)]).toEqual([true, false]);
  });

  it('without values rejects the rule, by its name', () => {
    expect(rejections('f|expand', '%gone%')).toEqual(['RULE_PLACEHOLDER_UNRESOLVED: placeholder %gone% has no values']);
    expect(rejections('f|re|expand', '%gone%')).toEqual(['RULE_PLACEHOLDER_UNRESOLVED: placeholder %gone% has no values']);
  });

  it('is refused where its combinations would be too many, and where it comes too late', () => {
    expect(rejections('f|expand', '%many%%many%')[0]).toMatch(/^RULE_TOO_LARGE/);
    expect(rejections('f|expand', '%many%').length).toBe(0);
    expect(rejections('f|base64|expand', '%one%')[0]).toMatch(/^RULE_MODIFIER_MISUSED/);
    expect(rejections('f|fieldref|expand', '%one%')[0]).toMatch(/^RULE_MODIFIER_MISUSED/);
  });

  it('whose value is no expression rejects the rule that needs one', () => {
    const [rejection] = rejections('f|re|expand', '(%dash%');
    expect(rejection).toMatch(/^RULE_REGEX_UNSUPPORTED/);
    expect(rejection).not.toContain('-x');
  });
});

describe('a file of placeholders', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-placeholders-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'p.yml');
  function from(text: string | Uint8Array): ReadonlyMap<string, readonly string[]> {
    writeFileSync(file, text);
    return readPlaceholders(file);
  }

  it('is names with a value or a list, as they are written', () => {
    expect([...from('a: x\nb: [007, 1.10, yes]\nc d: ""\n')]).toEqual([
      ['a', ['x']],
      ['b', ['007', '1.10', 'yes']],
      ['c d', ['']],
    ]);
  });

  it('may be the vars of a pipeline', () => {
    expect([...from('name: p\nvars:\n  a: [x]\n')]).toEqual([['a', ['x']]]);
  });

  it.each([
    ['a: [', 'it is not YAML'],
    ['- a\n', 'it is no mapping of names to values'],
    ['a: { b: secret }\n', 'a value must be a text or a number'],
    ['a: [secret, null]\n', 'a value must be a text or a number'],
    ['a: []\n', 'a placeholder needs at least one value'],
    ['"%a%": secret\n', 'a name is written without percent signs and backslashes'],
    ['a: x\na: y\n', '`a` stands twice in one mapping'],
    ['a: x\n---\nb: y\n', 'it is more than one YAML document'],
    ['', 'it is no mapping of names to values'],
    [new Uint8Array([0xff, 0xfe]), 'it is not UTF-8 text'],
  ])('is refused when it is %j, without a word of its values', (text, cause) => {
    expect(() => from(text)).toThrow(`the file of placeholders cannot be used: ${cause}`);
  });

  it('is refused when it is not there', () => {
    expect(() => readPlaceholders(join(dir, 'absent'))).toThrow('it cannot be read');
  });
});
