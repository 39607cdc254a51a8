import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCase, openExistingCase } from './folder.ts';
import { CASE_FORMAT } from './manifest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hardcell-manifest-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A case as format 1 left it. */
function caseOfFormat1(): string {
  const dir = join(folder, 'case');
  for (const name of ['shards/0011223344556677', 'tables', 'tmp']) mkdirSync(join(dir, name), { recursive: true });
  const db = new DatabaseSync(join(dir, 'manifest.sqlite'));
  db.exec(`
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE evidence (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, format TEXT, records INTEGER NOT NULL, parsed INTEGER NOT NULL,
      quarantined INTEGER NOT NULL, out_of_scope INTEGER NOT NULL, first INTEGER, last INTEGER, shard TEXT NOT NULL) STRICT;
    CREATE TABLE path (sha256 TEXT NOT NULL, root TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (root, path, sha256)) STRICT;
    CREATE TABLE unread (path TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (path, code)) STRICT;
    CREATE TABLE shard (digest TEXT PRIMARY KEY, generation TEXT NOT NULL) STRICT;
    CREATE TABLE stage (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
    INSERT INTO setting VALUES ('case_format', '1'), ('case_id', 'c0ffee');
    INSERT INTO evidence VALUES ('aa', 10, 'evtx', 1, 1, 0, 0, 5, 5, '0011223344556677');
    INSERT INTO path VALUES ('aa', '/evidence', 'a.evtx', 10);
    INSERT INTO shard VALUES ('0011223344556677', 'g');
  `);
  db.close();
  return dir;
}

it('a case of format 1 is brought forward: what is primary stays, what the pass made is made again', () => {
  const { manifest } = openCase(caseOfFormat1());
  expect(manifest.setting('case_format')).toBe(String(CASE_FORMAT));
  expect(manifest.setting('case_id')).toBe('c0ffee');
  expect(manifest.paths()).toEqual([{ sha256: 'aa', root: '/evidence', path: 'a.evtx', size: 10 }]);
  expect(manifest.parts()).toEqual([]);
  manifest.close();
});

it('a case of format 1 cannot be looked at before it was brought forward, and says so', () => {
  const dir = caseOfFormat1();
  expect(() => openExistingCase(dir)).toThrow(expect.objectContaining({ code: 'CASE_OLDER' }));
});

it('a case of a later format is left alone', () => {
  const dir = join(folder, 'case');
  const { manifest } = openCase(dir);
  manifest.set('case_format', String(CASE_FORMAT + 1));
  manifest.close();
  for (const open of [openCase, openExistingCase]) expect(() => open(dir)).toThrow(expect.objectContaining({ code: 'CASE_NEWER' }));
});

it('the parts of a file are counted together', () => {
  const { manifest } = openCase(join(folder, 'case'));
  const part = { sha256: 'aa', parts: 2, size: 100, format: 'evtx', zone: null, quarantined: 1, out_of_scope: 0, shard: 's' };
  manifest.addShard({ digest: 's', generation: 'g', number: 0 }, [
    { ...part, part: 0, records: 4, parsed: 3, first: 10, last: 20 },
    { ...part, part: 1, records: 6, parsed: 5, first: 5, last: 15 },
  ]);
  expect(manifest.evidence()).toMatchObject([{ sha256: 'aa', size: 100, records: 10, parsed: 8, quarantined: 2, first: 5, last: 20 }]);
  expect(manifest.nextShardNumber()).toBe(1);
  manifest.close();
});
