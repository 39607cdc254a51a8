import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logText } from './test-support/log-text.ts';
import { sevenZipFixtures } from './test-support/seven-zip-fixtures.ts';
import { unpacked } from './test-support/unpacked.ts';

function fixture(name: string): Buffer {
  const bytes = sevenZipFixtures[name];
  if (!bytes) throw new Error(`no fixture ${name}`);
  return bytes;
}

it.each(['lzma2', 'lzma'])('reads what 7-Zip packs as one block: %s', async (name) => {
  const { files, refused } = await unpacked(fixture(name));
  expect(refused).toEqual([]);
  expect(files).toEqual({ 'a!/empty.log': '', 'a!/logs/long.log': logText(1500), 'a!/logs/short-é.log': 'short\n' });
});

it.each(['apart', 'copy', 'deflate'])('reads what 7-Zip packs: %s', async (name) => {
  expect(await unpacked(fixture(name))).toEqual({ files: { 'a!/empty.log': '', 'a!/logs/short-é.log': 'short\n' }, refused: [] });
});

it.each([
  ['encrypted', 'a!/logs/short-é.log', 'ARCHIVE_ENCRYPTED'],
  ['headerEncrypted', 'a', 'ARCHIVE_ENCRYPTED'],
  ['ppmd', 'a!/logs/short-é.log', 'ARCHIVE_METHOD'],
  ['filtered', 'a!/logs/short-é.log', 'ARCHIVE_METHOD'],
])('tells what it cannot read: %s', async (name, path, code) => {
  expect((await unpacked(fixture(name))).refused.map((item) => [item.path, item.code])).toEqual([[path, code]]);
});

it('tells an archive that was cut, whose list is missing', async () => {
  const archive = fixture('lzma2');
  expect((await unpacked(archive.subarray(0, 2000))).refused.map((item) => [item.path, item.code])).toEqual([['a', 'ARCHIVE_DAMAGED']]);
});

it('keeps what stands in front of damage, and tells it', async () => {
  const archive = Buffer.from(fixture('lzma2'));
  archive.fill(0x55, 3000, 3010);
  const { files, refused } = await unpacked(archive);
  const kept = files['a!/logs/long.log'] ?? '';
  expect(kept.slice(0, 1000)).toBe(logText(1500).slice(0, 1000));
  expect(refused.map((item) => item.code)).toContain('ARCHIVE_DAMAGED');
});

it('ends, throws nothing and says something, whatever the bytes are changed into', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...['lzma2', 'lzma', 'apart', 'deflate'].map(fixture)),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async (archive, changes) => {
        const bytes = Buffer.from(archive);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const { files, refused } = await unpacked(bytes);
        expect(Object.keys(files).length + refused.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
}, 30_000);

it('survives any header behind a right checksum', async () => {
  const { crc32 } = await import('node:zlib');
  const archive = fixture('copy');
  const offset = Number(archive.readBigUInt64LE(12));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = Buffer.from(archive);
      const header = bytes.subarray(32 + offset);
      for (const [at, value] of changes) header[at % header.length] = value;
      bytes.writeUInt32LE(crc32(header), 28);
      bytes.writeUInt32LE(crc32(bytes.subarray(12, 32)), 8);
      const { files, refused } = await unpacked(bytes);
      expect(Object.keys(files).length + refused.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
}, 30_000);
