import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveKind } from './kind.ts';
import { memberPath } from './member-name.ts';
import { tarOf, zipOf } from './test-support/archives.ts';
import { unpacked } from './test-support/unpacked.ts';

const MIB = 1024 * 1024;

describe('what comes out of an archive', () => {
  const members = [
    { name: 'b/one.log', content: 'first\n' },
    { name: 'two.log', content: 'second\n'.repeat(9000) },
  ];
  const inside = { 'a!/b/one.log': 'first\n', 'a!/two.log': 'second\n'.repeat(9000) };
  const archives: [string, Buffer][] = [
    ['zip, deflated', zipOf(members)],
    ['zip, stored', zipOf(members.map((member) => ({ ...member, method: 0 })))],
    ['zip with a comment', withComment(zipOf(members), 'collected by hand')],
    ['tar', tarOf(members)],
    ['tar.gz', gzipSync(tarOf(members))],
    ['tar.gz of two gzip members', Buffer.concat([gzipSync(tarOf(members).subarray(0, 700)), gzipSync(tarOf(members).subarray(700))])],
    ['tar.zst', zstdCompressSync(tarOf(members))],
    [
      'tar.zst of two frames',
      Buffer.concat([zstdCompressSync(tarOf(members).subarray(0, 700)), zstdCompressSync(tarOf(members).subarray(700))]),
    ],
    ['two tar archives after each other', Buffer.concat([tarOf(members.slice(0, 1)), tarOf(members.slice(1))])],
  ];
  it.each(archives)('is every member with its bytes: %s', async (_, archive) => {
    expect(await unpacked(archive)).toEqual({ files: inside, refused: [] });
  });

  it('is the file within for a bare gzip or zstd file, called as it is without the ending', async () => {
    expect(await unpacked(gzipSync('x'), 'logs/access.log.gz')).toEqual({ files: { 'logs/access.log.gz!/access.log': 'x' }, refused: [] });
    expect(await unpacked(zstdCompressSync('x'), 'access.log.zst')).toEqual({ files: { 'access.log.zst!/access.log': 'x' }, refused: [] });
    expect(await unpacked(gzipSync('x'), 'access.log.1')).toEqual({ files: { 'access.log.1!/access.log.1': 'x' }, refused: [] });
  });

  it('is what all nested archives hold, with the whole way in the path', async () => {
    const deep = zipOf([
      { name: 'b.tar', content: tarOf([{ name: 'c.log.gz', content: gzipSync('c') }]) },
      { name: 'd.zip', content: zipOf(members), method: 0 },
    ]);
    const { files, refused } = await unpacked(deep, 'a.zip');
    expect(refused).toEqual([]);
    expect(Object.keys(files)).toEqual(['a.zip!/b.tar!/c.log.gz!/c.log', 'a.zip!/d.zip!/b/one.log', 'a.zip!/d.zip!/two.log']);
  });

  it('is a nested archive too large for memory, by way of a sealed file of its own', async () => {
    const noise = Buffer.alloc(9 * MIB);
    for (let i = 0, x = 1; i < noise.length; i += 1) noise[i] = (x = (x * 48271) % 2147483647) >>> 8;
    const { files, refused } = await unpacked(tarOf([{ name: 'b.zip', content: zipOf([{ name: 'noise', content: noise, method: 0 }]) }]));
    expect(refused).toEqual([]);
    expect(files['a!/b.zip!/noise'] === noise.toString('latin1')).toBe(true);
  });

  it('is both of two members of one name', async () => {
    const twice = [
      { name: 'x', content: '1' },
      { name: 'x', content: '2' },
      { name: './x', content: '3' },
    ];
    for (const archive of [zipOf(twice), tarOf(twice)]) {
      expect(await unpacked(archive)).toEqual({ files: { 'a!/x': '1', 'a!/x~2': '2', 'a!/x~3': '3' }, refused: [] });
    }
  });

  it('is told as empty when it is nothing at all', async () => {
    expect(await unpacked(zipOf([]))).toEqual({ files: {}, refused: [{ path: 'a', code: 'FILE_EMPTY', bytes: 0 }] });
  });
});

describe('names', () => {
  it('are read as UTF-8 where they are, else in code page 437, and Windows separators are separators', async () => {
    const names = [Buffer.from('sé.log'), Buffer.from([0x73, 0x82, 0x2e, 0x6c]), 'Logs\\W3SVC1\\u.log', './c//d.log'];
    const { files } = await unpacked(zipOf(names.map((name) => ({ name, flags: 0, content: '-' }))));
    expect(Object.keys(files)).toEqual(['a!/sé.log', 'a!/sé.l', 'a!/Logs/W3SVC1/u.log', 'a!/c/d.log']);
  });

  it('may be longer than a header of tar has room for', async () => {
    const long = `${'deep/'.repeat(40)}x.log`;
    const pax = `path=${long}\n`;
    const length = pax.length + 4;
    const files = { [`a!/${long}`]: 'x' };
    expect(
      await unpacked(
        tarOf([
          { name: '././@LongLink', type: 'L', content: `${long}\0` },
          { name: 'short', content: 'x' },
        ]),
      ),
    ).toEqual({ files, refused: [] });
    expect(
      await unpacked(
        tarOf([
          { name: 'pax', type: 'x', content: `${length} ${pax}` },
          { name: 'short', content: 'x' },
        ]),
      ),
    ).toEqual({ files, refused: [] });
  });

  const escapes = [
    '../../etc/passwd',
    '/etc/passwd',
    'C:/Windows/x',
    'c:x',
    '..\\..\\x',
    '\\\\host\\share\\x',
    'a/../../x',
    'x\0.log',
    '..',
    '.',
    'n'.repeat(5000),
  ];
  it('that lead out of the archive, or are none, quarantine their member and no other', async () => {
    const { files, refused } = await unpacked(
      zipOf([...escapes.map((name) => ({ name, content: 'evil' })), { name: 'good.log', content: 'good' }]),
    );
    expect(files).toEqual({ 'a!/good.log': 'good' });
    expect(refused.map((item) => item.code)).toEqual(escapes.map(() => 'ARCHIVE_PATH'));
    expect(new Set(refused.map((item) => item.path)).size).toBe(escapes.length);
  });

  it('never become a path that leads upwards, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ':', '\0', ' ') }), (name) => {
        const path = memberPath(name);
        return path === null || (!path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0') && !path.includes('\\'));
      }),
    );
  });
});

describe('limits', () => {
  const free = { member: 4 * MIB, archive: 16 * MIB };
  const zeros = Buffer.alloc(8 * MIB);
  const good = { name: 'good.log', content: 'good' };

  it('end a bomb in every kind of archive, and leave its neighbours', async () => {
    for (const says of [{}, { size: 1000 }]) {
      const { files, refused } = await unpacked(zipOf([{ name: 'bomb', content: zeros, says }, good]), 'a', {}, free);
      expect(files['a!/good.log']).toBe('good');
      expect(refused.map((item) => [item.path, item.code])).toEqual([['a!/bomb', 'size' in says ? 'ARCHIVE_DAMAGED' : 'ARCHIVE_BOMB']]);
    }
    for (const archive of [gzipSync(zeros), zstdCompressSync(zeros)]) {
      expect(await unpacked(archive, 'a', {}, free)).toMatchObject({ files: {}, refused: [{ path: 'a', code: 'ARCHIVE_BOMB' }] });
    }
    const tar = await unpacked(gzipSync(tarOf([good, { name: 'bomb', content: zeros }])), 'a', {}, free);
    expect(tar.files).toEqual({ 'a!/good.log': 'good' });
    expect(tar.refused.map(({ path, code }) => [path, code])).toEqual([['a!/bomb', 'ARCHIVE_BOMB']]);
  });

  it('refuse what says itself that it is a bomb without unpacking it', async () => {
    const { refused } = await unpacked(zipOf([{ name: 'bomb', content: 'x', says: { size: 0xfffffff0 } }]));
    expect(refused.map((item) => item.code)).toEqual(['ARCHIVE_BOMB']);
  });

  it('hold for everything nested in an archive together', async () => {
    const part = gzipSync(Buffer.alloc(3 * MIB));
    const archive = tarOf(Array.from({ length: 12 }, (_, i) => ({ name: `${i}.gz`, content: part })));
    const { files, refused } = await unpacked(archive, 'a', {}, free);
    expect(Object.keys(files).length).toBe(5);
    expect(refused).toEqual([{ path: 'a', code: 'ARCHIVE_BOMB', bytes: archive.length }]);
  });

  it('let an event log through that is almost all zeros', async () => {
    const log = Buffer.alloc(3 * MIB);
    log.write('ElfFile\0');
    expect((await unpacked(zipOf([{ name: 'empty.evtx', content: log }]), 'a', {}, free)).refused).toEqual([]);
  });

  it('end at entries of a zip archive that share their bytes', async () => {
    const kernel = { name: 'first', content: 'x'.repeat(5000) };
    const archive = zipOf([kernel, ...Array.from({ length: 50 }, (_, i) => ({ ...kernel, name: `copy-${i}`, says: { at: 0 } }))]);
    const { files, refused } = await unpacked(archive);
    expect(Object.keys(files)).toEqual(['a!/first']);
    expect(refused.map((item) => item.code)).toEqual(Array.from({ length: 50 }, () => 'ARCHIVE_BOMB'));
  });

  it('end at the sixth archive within archives', async () => {
    let archive: Buffer = Buffer.from('deep');
    for (let depth = 0; depth < 7; depth += 1) archive = depth % 2 ? gzipSync(archive) : zipOf([{ name: `${depth}`, content: archive }]);
    const { files, refused } = await unpacked(archive);
    expect(files).toEqual({});
    expect(refused.map((item) => item.code)).toEqual(['ARCHIVE_DEEP']);
    expect(refused[0]?.path.split('!/').length).toBe(6);
  });
});

describe('what cannot be unpacked is told, and the rest is read', () => {
  const good = { name: 'good.log', content: 'good' };

  it('of encrypted members, unknown methods and links in a zip archive', async () => {
    const archive = zipOf([
      { name: 'secret', content: 'x', flags: 1 },
      { name: 'odd', content: 'x', method: 12 },
      { name: 'link', content: '/etc/passwd', attributes: (0o120777 << 16) >>> 0 },
      good,
    ]);
    const { files, refused } = await unpacked(archive);
    expect(files).toEqual({ 'a!/good.log': 'good' });
    expect(refused.map(({ path, code }) => [path, code])).toEqual([
      ['a!/secret', 'ARCHIVE_ENCRYPTED'],
      ['a!/odd', 'ARCHIVE_METHOD'],
      ['a!/link', 'ARCHIVE_LINK'],
    ]);
  });

  it('of links and devices in a tar archive', async () => {
    const { files, refused } = await unpacked(
      tarOf([{ name: 'd', type: '5' }, ...['1', '2', '3', '6'].map((type) => ({ name: `t${type}`, type })), good]),
    );
    expect(files).toEqual({ 'a!/good.log': 'good' });
    expect(refused.map(({ path, code }) => [path, code])).toEqual(['1', '2', '3', '6'].map((type) => [`a!/t${type}`, 'ARCHIVE_LINK']));
  });

  it('of a zip archive that was cut: what stands in front of the cut is evidence', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}\n`).join('');
    const archive = zipOf([good, { name: 'long.log', content: text }, { name: 'lost', content: 'lost' }]);
    const { files, refused } = await unpacked(archive.subarray(0, 30_000));
    expect(files['a!/good.log']).toBe('good');
    expect(files['a!/long.log']?.length).toBeGreaterThan(10_000);
    expect(text.startsWith(files['a!/long.log'] ?? '-')).toBe(true);
    expect(refused.map(({ path, code }) => [path, code])).toEqual([
      ['a!/long.log', 'ARCHIVE_DAMAGED'],
      ['a', 'ARCHIVE_DAMAGED'],
    ]);
  });

  it('of a zip archive written as a stream and cut, whose sizes stand behind its members', async () => {
    const whole = zipOf([good, { name: 'two.log', content: 'two' }]);
    const end = whole.length - 22;
    const streamed = Buffer.from(whole.subarray(0, whole.readUInt32LE(end + 16)));
    const second = streamed.indexOf('PK\x03\x04', 4, 'latin1');
    const descriptor = Buffer.alloc(16, 1);
    descriptor.write('PK\x07\x08', 'latin1');
    for (const at of [0, second]) {
      streamed.writeUInt16LE(8, at + 6);
      streamed.fill(0, at + 14, at + 26);
    }
    const archive = Buffer.concat([streamed.subarray(0, second), descriptor, streamed.subarray(second), descriptor]);
    const { files, refused } = await unpacked(archive);
    expect(files).toEqual({ 'a!/good.log': 'good', 'a!/two.log': 'two' });
    expect(refused.map(({ path, code }) => [path, code])).toEqual([['a', 'ARCHIVE_DAMAGED']]);
  });

  it('of a compressed tar archive that was cut', async () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `line ${i * 7919}\n`).join('');
    for (const pack of [gzipSync, zstdCompressSync]) {
      const archive = pack(tarOf([good, { name: 'long.log', content: text }]));
      const { files, refused } = await unpacked(archive.subarray(0, Math.floor(archive.length * 0.8)));
      expect(files['a!/good.log']).toBe('good');
      expect(files['a!/long.log']?.length).toBeGreaterThan(text.length / 4);
      expect(text.startsWith(files['a!/long.log'] ?? '-')).toBe(true);
      expect(refused.map(({ path, code }) => [path, code])).toEqual([['a!/long.log', 'ARCHIVE_DAMAGED']]);
    }
  });

  it('of damage in a tar archive: reading goes on with the next member', async () => {
    const archive = tarOf([{ name: 'a.log', content: 'a' }, { name: 'b.log', content: 'b' }, good]);
    archive.fill(0xee, 1024, 1536);
    const { files, refused } = await unpacked(archive);
    expect(files).toEqual({ 'a!/a.log': 'a', 'a!/good.log': 'good' });
    expect(refused).toEqual([{ path: 'a', code: 'ARCHIVE_DAMAGED', bytes: 1024 }]);
  });

  it('of a member whose checksum is wrong, and of bytes behind the end', async () => {
    const zip = await unpacked(zipOf([{ name: 'x', content: 'x', says: { crc: 1 } }, good]));
    expect(zip.files).toEqual({ 'a!/x': 'x', 'a!/good.log': 'good' });
    expect(zip.refused.map(({ path, code }) => [path, code])).toEqual([['a!/x', 'ARCHIVE_DAMAGED']]);
    for (const pack of [gzipSync, zstdCompressSync]) {
      const more = await unpacked(Buffer.concat([pack('x'), Buffer.from('something else')]), 'x.gz');
      expect(more.files).toEqual({ 'x.gz!/x': 'x' });
      expect(more.refused.map((item) => item.code)).toEqual(['ARCHIVE_DAMAGED']);
    }
  });

  it('of a tar archive without its end mark', async () => {
    const { files, refused } = await unpacked(tarOf([good], false));
    expect(files).toEqual({ 'a!/good.log': 'good' });
    expect(refused).toEqual([{ path: 'a', code: 'ARCHIVE_DAMAGED', bytes: 0 }]);
  });

  it('of a file that no reader recognises: its digest is taken, only its head is kept', async () => {
    const archive = zipOf([{ name: 'x', content: Buffer.alloc(100_000, 65) }]);
    const { files } = await unpacked(archive, 'a', { recognises: () => false });
    expect(files['a!/x']?.replace(/\0+$/, '').length).toBe(65_536);
  });
});

it('ends, throws nothing and says something, whatever an archive is changed into', async () => {
  const inner = [
    { name: 'one.log', content: 'one '.repeat(300) },
    { name: 'two.log', content: 'two' },
  ];
  const archives = [
    zipOf(inner),
    tarOf(inner),
    gzipSync(tarOf(inner)),
    zstdCompressSync(tarOf(inner)),
    zipOf([{ name: 'i.zip', content: zipOf(inner) }]),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...archives),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      async (archive, changes, share) => {
        const bytes = Buffer.from(archive.subarray(0, Math.ceil(archive.length * share)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const { files, refused } = await unpacked(bytes);
        expect(Object.keys(files).length + refused.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
}, 30_000);

it('knows an archive by its content alone', () => {
  expect(
    [zipOf([]), zipOf([{ name: 'x' }]), tarOf([{ name: 'x' }]), gzipSync(''), zstdCompressSync('')].map((bytes) => archiveKind(bytes)),
  ).toEqual(['zip', 'zip', 'tar', 'gzip', 'zstd']);
  for (const text of ['PK is no archive', '', 'ustar', '2024-01-01 GET /', '\0'.repeat(600)])
    expect(archiveKind(Buffer.from(text.padEnd(600)))).toBe(null);
});

function withComment(zip: Buffer, comment: string): Buffer {
  const bytes = Buffer.concat([zip, Buffer.from(comment)]);
  bytes.writeUInt16LE(comment.length, zip.length - 2);
  return bytes;
}
