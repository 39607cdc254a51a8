import { expect, it } from 'vitest';
import type { BaseMatch } from '../case/index.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRules } from '../sigma/index.ts';
import { findingOf } from './findings.ts';

const match: Omit<BaseMatch, 'rule'> = {
  time: 1_711_931_564_000_000,
  time_100ns: 0,
  time_digits: 0,
  host: 'web.corp.example',
  fields: '{}',
  ref: '9c41f07be2a85d13:1',
  pointers: [],
};

it('two rules of one id give findings of their own for one record, each with its title, author and the id as written', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-twins-'));
  const id = '7c3f6b0a-1111-4222-8333-944455556666';
  for (const name of ['One', 'Other'])
    writeFileSync(
      join(dir, `${name}.yml`),
      `title: ${name}\nid: ${id}\nauthor: ${name}\nlogsource: { product: windows }\ndetection: { sel: { f: x }, condition: sel }\n`,
    );
  const { rules } = loadRules([dir]);
  rmSync(dir, { recursive: true });
  const findings = rules.map((rule) => findingOf({ ...match, rule: rule.key }, rule));
  expect(findings.map(({ rule, title, author }) => [rule, title, author])).toEqual([
    [id, 'One', 'One'],
    [id, 'Other', 'Other'],
  ]);
  expect(new Set(findings.map((finding) => finding.id)).size).toBe(2);
});
