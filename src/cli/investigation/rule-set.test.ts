import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadAllRules } from './rule-set.ts';

it('the digest of the rules changes with a filter and with the values of a placeholder, in whatever order they stand', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-digest-'));
  const rule = "title: t\nlogsource: { product: windows }\ndetection: { sel: { f|expand: '%a%' }, condition: sel }\n";
  writeFileSync(join(dir, 'rule.yml'), rule);
  const digestWith = (values: string): string => {
    writeFileSync(join(dir, 'values.txt'), values);
    const { load, digest, rejections } = loadAllRules([join(dir, 'rule.yml'), join(dir, 'filters')], join(dir, 'values.txt'));
    expect(rejections.map(({ code }) => code)).toEqual(['FILE_UNREADABLE']);
    expect(load.rules.some(({ title }) => title === 't')).toBe(true);
    return digest;
  };
  const first = digestWith('a: [x, y]\nb: z\n');
  expect(digestWith('b: z\na: [x, y]\n')).toBe(first);
  expect(digestWith('a: [x, yz]\nb: ""\n')).not.toBe(first);
  writeFileSync(
    join(dir, 'rule.yml'),
    `${rule}---\ntitle: f\nlogsource: { product: windows }\nfilter: { rules: any, s: { g: y }, condition: not s }\n`,
  );
  expect(digestWith('a: [x, y]\nb: z\n')).not.toBe(first);
  rmSync(dir, { recursive: true });
});

it('what was loaded and may not mean what its author thought is told, by its name below the folder', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-warned-'));
  const rule = (title: string, id: number): string =>
    `title: ${title}\nid: 11111111-2222-4333-8444-555555555555\nlogsource: { product: windows }\ndetection: { s: { EventID: ${id} }, condition: s }\n`;
  writeFileSync(join(dir, 'one.yml'), rule('one', 1));
  writeFileSync(join(dir, 'two.yml'), rule('two', 2));
  const { rejections, warnings } = loadAllRules([dir], null);
  expect(rejections).toEqual([]);
  expect(warnings.map(({ file, code }) => `${file} ${code}`)).toEqual(['two.yml RULE_ID_DUPLICATE']);
  rmSync(dir, { recursive: true });
});
