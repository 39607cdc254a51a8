import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discover, openEvidenceFile, SealedSpool } from '../../evidence/index.ts';
import { gather, type Gathered } from './gather.ts';

const IIS =
  '#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method\n2024-03-01 10:20:30 10.0.0.1 GET\n';

let dir: string;
let spool: SealedSpool;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-gather-'));
  mkdirSync(join(dir, 'evidence'));
  spool = new SealedSpool(join(dir, 'spool'));
});
afterEach(() => {
  spool.remove();
  rmSync(dir, { recursive: true, force: true });
});

function write(path: string, content: Uint8Array | string): void {
  writeFileSync(join(dir, 'evidence', path), content);
}

async function gatherAll(wasRead: (sha256: string) => boolean = () => false): Promise<Gathered> {
  return await gather(discover([join(dir, 'evidence')]), { spool, wasRead, formats: [] }, () => undefined);
}

function contentOf(file: Gathered['files'][number]): string | null {
  if (file.place === null) return null;
  const open = openEvidenceFile(file.place, file.path);
  const bytes = Buffer.alloc(file.size);
  open.read(bytes, 0);
  open.close();
  return bytes.toString();
}

it('gives plain files and members of archives alike, by path, each with its digest and a place where its bytes are', async () => {
  write('b.log', IIS);
  write('a.log.gz', gzipSync(`${IIS}2024-03-01 10:20:31 10.0.0.1 GET\n`));
  const { files, archives, unread } = await gatherAll();
  expect(files.map((file) => file.path)).toEqual(['a.log.gz!/a.log', 'b.log']);
  expect(files.map(contentOf)).toEqual([`${IIS}2024-03-01 10:20:31 10.0.0.1 GET\n`, IIS]);
  expect(archives.map((archive) => archive.path)).toEqual(['a.log.gz']);
  expect(unread).toEqual([]);
});

it('keeps the bytes of equal files once', async () => {
  write('a.log', IIS);
  write('b.log.gz', gzipSync(IIS));
  const { files } = await gatherAll();
  expect(new Set(files.map((file) => file.sha256)).size).toBe(1);
  expect(files.map((file) => file.place)).toEqual([files[0]?.place, files[0]?.place]);
});

it('keeps nothing of a member that an earlier run has read', async () => {
  write('b.log.gz', gzipSync(IIS));
  const { files } = await gatherAll(() => true);
  expect(files.map(({ path, place }) => ({ path, place }))).toEqual([{ path: 'b.log.gz!/b.log', place: null }]);
});

it('tells a giant that nobody recognises without reading it through', async () => {
  write('a.log', IIS);
  write('zeros', '');
  truncateSync(join(dir, 'evidence', 'zeros'), 20 * 1024 ** 3);
  const { files, unread } = await gatherAll();
  expect(files.map((file) => file.path)).toEqual(['a.log']);
  expect(unread.map(({ path, code, bytes }) => ({ path, code, bytes }))).toEqual([
    { path: 'zeros', code: 'FILE_UNRECOGNISED', bytes: 20 * 1024 ** 3 },
  ]);
});

it('tells a file that vanished, and goes on', async () => {
  write('a.log', IIS);
  write('b.log', IIS);
  const found = discover([join(dir, 'evidence')]);
  rmSync(join(dir, 'evidence', 'a.log'));
  const { files, unread } = await gather(found, { spool, wasRead: () => false, formats: [] }, () => undefined);
  expect(files.map((file) => file.path)).toEqual(['b.log']);
  expect(unread.map(({ path, code }) => ({ path, code }))).toEqual([{ path: 'a.log', code: 'FILE_UNREADABLE' }]);
});

it('tells an archive that changed while it was unpacked', async () => {
  write('a.log.gz', gzipSync(IIS));
  const found = discover([join(dir, 'evidence')]);
  const { unread } = await gather(found, { spool, wasRead: () => false, formats: [] }, (text) => {
    if (text.startsWith('unpacking')) write('a.log.gz', gzipSync(IIS + IIS));
  });
  expect(unread.map(({ path, code }) => ({ path, code }))).toEqual([{ path: 'a.log.gz', code: 'FILE_CHANGED' }]);
});

it('says what to do when there is no room to unpack in', async () => {
  write('a.log.gz', gzipSync(IIS));
  // A file stands where the spool's folder would be made.
  writeFileSync(join(dir, 'full'), '');
  const full = new SealedSpool(join(dir, 'full', 'spool'));
  await expect(
    gather(discover([join(dir, 'evidence')]), { spool: full, wasRead: () => false, formats: [] }, () => undefined),
  ).rejects.toMatchObject({
    code: 'SPOOL_FAILED',
  });
});
