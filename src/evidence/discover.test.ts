import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discover } from './discover.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-walk-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function file(path: string): void {
  mkdirSync(join(dir, path, '..'), { recursive: true });
  writeFileSync(join(dir, path), path);
}

it('lists files by path, relative to the argument', () => {
  for (const path of ['b/2.log', 'a.log', 'b/1.log']) file(path);
  expect(discover([dir]).files.map((found) => found.path)).toEqual(['a.log', 'b/1.log', 'b/2.log']);
});

it('takes a file as an argument by its own name', () => {
  file('b/1.log');
  expect(discover([join(dir, 'b/1.log')]).files.map((found) => found.path)).toEqual(['1.log']);
});

it('ends on a loop of links, and says where it is', () => {
  file('a/1.log');
  symlinkSync(dir, join(dir, 'a', 'back'));
  symlinkSync('self', join(dir, 'self'));
  const found = discover([dir]);
  expect(found.files.map((f) => f.path)).toEqual(['a/1.log']);
  expect(found.notRead.map(({ path, code }) => ({ path, code }))).toEqual([
    { path: 'a/back', code: 'LINK_LOOP' },
    { path: 'self', code: 'LINK_LOOP' },
  ]);
});

it('reads a folder under its own name, not under that of a link to it', () => {
  file('z/1.log');
  symlinkSync(join(dir, 'z'), join(dir, 'a'));
  const found = discover([dir]);
  expect(found.files.map((f) => f.path)).toEqual(['z/1.log']);
  expect(found.notRead).toMatchObject([{ path: 'a', code: 'LINK_LOOP' }]);
});

it('names a link that leads nowhere', () => {
  symlinkSync(join(dir, 'gone'), join(dir, 'link'));
  expect(discover([dir]).notRead).toMatchObject([{ path: 'link', code: 'LINK_BROKEN' }]);
});

it('refuses an argument that is not there', () => {
  expect(() => discover([join(dir, 'gone')])).toThrow(expect.objectContaining({ code: 'EVIDENCE_NOT_THERE' }));
});

it('does not follow a link to a folder above the evidence', () => {
  file('evidence/1.log');
  file('elsewhere.log');
  symlinkSync(dir, join(dir, 'evidence', 'up'));
  const found = discover([join(dir, 'evidence')]);
  expect(found.files.map((f) => f.path)).toEqual(['1.log']);
  expect(found.notRead).toMatchObject([{ path: 'up', code: 'LINK_LOOP' }]);
});
