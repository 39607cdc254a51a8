import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from './index.ts';

const top = mkdtempSync(join(tmpdir(), 'hardcell-rules-'));
afterAll(() => rmSync(top, { recursive: true }));

function folder(name: string, files: Record<string, string | Uint8Array>): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(top, name, file, '..'), { recursive: true });
    writeFileSync(join(top, name, file), content);
  }
  return join(top, name);
}

function rule(title: string, id?: string): string {
  return `title: ${title}\n${id === undefined ? '' : `id: ${id}\n`}logsource: { product: windows }\ndetection: { sel: { f: x }, condition: sel }\n`;
}

describe('loading rules', () => {
  it('finds .yml and .yaml at any depth, sorted by path, and nothing else', () => {
    const dir = folder('deep', {
      'b/z.yml': rule('z'),
      'b/a/x.YAML': rule('x'),
      'a.yml': rule('a'),
      'readme.md': 'title: no',
      'c.yml.txt': '[',
    });
    const { rules, rejected, warnings } = loadRules([dir]);
    expect(rules.map(({ file }) => file.slice(dir.length))).toEqual(['/a.yml', '/b/a/x.YAML', '/b/z.yml']);
    expect([rejected, warnings]).toEqual([[], []]);
  });

  it('takes folders in the order given, and reads what two of them hold once', () => {
    const one = folder('order-1', { 'r.yml': rule('one') });
    const two = folder('order-2', { 'r.yml': rule('two') });
    expect(loadRules([two, one, two, join(one, 'r.yml')]).rules.map(({ title }) => title)).toEqual(['two', 'one']);
  });

  it('reads a file that is named, whatever its ending', () => {
    const dir = folder('named', { 'rule.txt': rule('named') });
    expect(loadRules([join(dir, 'rule.txt')]).rules.length).toBe(1);
  });

  it('follows links, and says where one leads back or nowhere', () => {
    const dir = folder('links', { 'sub/r.yml': rule('r') });
    symlinkSync('..', join(dir, 'sub/up'));
    symlinkSync('gone.yml', join(dir, 'broken.yml'));
    symlinkSync('self.yml', join(dir, 'self.yml'));
    symlinkSync('sub/r.yml', join(dir, 'again.yml'));
    const { rules, rejected, warnings } = loadRules([dir]);
    expect(rules.map(({ file }) => file.slice(dir.length))).toEqual(['/again.yml']);
    expect(rejected.map(({ code, file }) => [code, file.slice(dir.length)])).toEqual([
      ['LINK_BROKEN', '/broken.yml'],
      ['LINK_LOOP', '/self.yml'],
    ]);
    expect(warnings.map(({ code, file }) => [code, file.slice(dir.length)])).toEqual([['LINK_LOOP', '/sub/up']]);
  });

  it('rejects what it cannot read, each with its reason, and loads the rest', () => {
    const dir = folder('bad', {
      'a.yml': 'title: [',
      'b.yml': new Uint8Array([0x74, 0xff, 0xfe]),
      'c.yml': '',
      'd.yml': rule('d'),
      'e.yml': '#'.repeat(1_048_577),
      'f.yml': `\uFEFF${rule('f')}`,
    });
    const { rules, rejected } = loadRules([dir, join(top, 'absent')]);
    expect(rules.map(({ title }) => title)).toEqual(['d', 'f']);
    expect(rejected.map(({ code, file }) => [code, file.slice(top.length)])).toEqual([
      ['FILE_UNREADABLE', '/absent'],
      ['RULE_NOT_YAML', '/bad/a.yml'],
      ['RULE_NOT_UTF8', '/bad/b.yml'],
      ['RULE_NOT_A_RULE', '/bad/c.yml'],
      ['RULE_FILE_TOO_LARGE', '/bad/e.yml'],
    ]);
  });

  it('reads the same rule once, wherever else it lies, and says so', () => {
    const id = '7c3f6b0a-1111-4222-8333-944455556666';
    const dir = folder('copies', {
      'a.yml': rule('a', id),
      'b.yml': `\uFEFF${rule('a', id).replaceAll('\n', '\r\n')}`,
      'c.yml': rule('c') + '---\n' + rule('c'),
    });
    const { rules, warnings } = loadRules([dir]);
    expect(rules.map(({ file }) => file.slice(dir.length))).toEqual(['/a.yml', '/c.yml']);
    expect(warnings.map(({ code, file, line }) => [code, file.slice(dir.length), line])).toEqual([
      ['RULE_TWICE', '/b.yml', 1],
      ['RULE_TWICE', '/c.yml', 5],
    ]);
  });

  it('tells two rules of one id apart by their keys, which do not depend on their order', () => {
    const id = '7c3f6b0a-1111-4222-8333-944455556666';
    const dir = folder('keys', { 'a.yml': rule('a', id), 'b.yml': rule('b', id), 'c.yml': rule('c', id) });
    const { rules } = loadRules([dir]);
    expect(rules.map((one) => one.id)).toEqual([id, id, id]);
    const keys = rules.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(new RegExp(`^${id}#[0-9a-f]{8}$`));
    const [a, , c] = ['a.yml', 'b.yml', 'c.yml'].map((name) => join(dir, name));
    expect(loadRules([c ?? '', a ?? '']).rules.map(({ key }) => key)).toEqual([keys[2], keys[0]]);
    expect(loadRules([a ?? '']).rules.map(({ key }) => key)).toEqual([id]);
  });

  it('keeps two rules of one id, and says so', () => {
    const id = '7c3f6b0a-1111-4222-8333-944455556666';
    const dir = folder('twins', { 'a.yml': rule('a', id), 'b.yml': `${rule('b', id.toUpperCase())}---\n${rule('c')}` });
    const { rules, warnings } = loadRules([dir]);
    expect(rules.length).toBe(3);
    expect(warnings.map(({ code, file, line, message }) => [code, file.slice(dir.length), line, message.endsWith('a.yml:1')])).toEqual([
      ['RULE_ID_DUPLICATE', '/b.yml', 1, true],
    ]);
  });
});
