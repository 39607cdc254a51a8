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
