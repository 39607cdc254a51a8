import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoFromInstant } from '../../lib/index.ts';
import { Chunk } from './chunk.ts';
import { fileTimeInstant, fileTimeText } from './file-time.ts';
import { memoryFile } from './test-support/reading.ts';
import { TYPE } from './tokens.ts';
import { arrayTexts, valueText } from './value-text.ts';

/** At an odd place, as values often lie. */
const AT = 515;

function chunkWith(bytes: Uint8Array): Chunk {
  const chunk = new Chunk();
  chunk.load(memoryFile(Buffer.concat([Buffer.alloc(AT), bytes, Buffer.alloc(64, 0xee)])), 0);
  return chunk;
}

const textOf = (type: number, bytes: Uint8Array): string | null => valueText(chunkWith(bytes), AT, bytes.length, type);
const membersOf = (type: number, bytes: Uint8Array): (string | null)[] => arrayTexts(chunkWith(bytes), AT, bytes.length, type | TYPE.array);
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

test.each<[string, number, Uint8Array, string | null]>([
  ['nothing', TYPE.none, hex(''), null],
  ['nothing, with bytes', TYPE.none, hex('01'), null],
  ['a string', TYPE.string, utf16('C:\\Windows'), 'C:\\Windows'],
  ['a string with its NUL', TYPE.string, utf16('alice\0'), 'alice'],
  ['a string with bytes behind its NUL', TYPE.string, utf16('alice\0garbage'), 'alice'],
  ['an empty string', TYPE.string, utf16('\0'), null],
  ['a string beyond Latin', TYPE.string, utf16('Владимир ☎ 😀'), 'Владимир ☎ 😀'],
  ['half a surrogate pair', TYPE.string, hex('41003dd8'), 'A\ufffd'],
  ['a string with half a character', TYPE.string, hex('410042'), 'A'],
  ['a long string', TYPE.string, utf16('x'.repeat(500)), 'x'.repeat(500)],
  ['a string of the code page', TYPE.ansiString, hex('e9 80 00 41'), 'é€'],
  ['int8', TYPE.int8, hex('ff'), '-1'],
  ['uint8', TYPE.uint8, hex('ff'), '255'],
  ['int16', TYPE.int16, hex('feff'), '-2'],
  ['uint16', TYPE.uint16, hex('1012'), '4624'],
  ['int32', TYPE.int32, hex('00000080'), '-2147483648'],
  ['uint32', TYPE.uint32, hex('ffffffff'), '4294967295'],
  ['int64', TYPE.int64, hex('ffffffffffffffff'), '-1'],
  ['the least int64', TYPE.int64, hex('0000000000000080'), '-9223372036854775808'],
  ['uint64 of 2^53 + 1', TYPE.uint64, hex('0100000000002000'), '9007199254740993'],
  ['the greatest uint64', TYPE.uint64, hex('ffffffffffffffff'), '18446744073709551615'],
  ['a float', TYPE.real32, hex('cdcccc3d'), '0.1'],
  ['a double', TYPE.real64, hex('9a9999999999b93f'), '0.1'],
  ['not a number', TYPE.real64, hex('000000000000f87f'), 'NaN'],
  ['less than every number', TYPE.real32, hex('000080ff'), '-INF'],
  ['true', TYPE.bool, hex('01000000'), 'true'],
  ['false', TYPE.bool, hex('00000000'), 'false'],
  ['a bit mask in a boolean', TYPE.bool, hex('10000000'), '16'],
  ['binary', TYPE.binary, hex('00abff'), '00ABFF'],
  ['a GUID', TYPE.guid, hex('25788454 3e49 9442 a5ba 3e3b0328c30d'), '{54847825-493E-4294-A5BA-3E3B0328C30D}'],
  ['a pointer of 32 bits', TYPE.size, hex('34120000'), '0x1234'],
  ['a pointer of 64 bits', TYPE.size, hex('0000000001000000'), '0x100000000'],
  ['a FILETIME', TYPE.fileTime, hex('edaad51ccc83da01'), '2024-04-01T00:32:44.1182957Z'],
  ['the first FILETIME', TYPE.fileTime, hex('0000000000000000'), '1601-01-01T00:00:00.0000000Z'],
  ['never', TYPE.fileTime, hex('ffffffffffffff7f'), '30828-09-14T02:48:05.4775807Z'],
  ['a SYSTEMTIME', TYPE.systemTime, hex('e807 0400 0100 0100 0000 2000 2c00 7600'), '2024-04-01T00:32:44.118Z'],
  ['a SID', TYPE.sid, hex('01 02 000000000005 20000000 20020000'), 'S-1-5-32-544'],
  ['a SID of a wide authority', TYPE.sid, hex('01 01 010000000000 07000000'), 'S-1-0x010000000000-7'],
  ['a SID that lies about its size', TYPE.sid, hex('01 0f 000000000005 20000000'), '010F00000000000520000000'],
  ['hexadecimal of 32 bits', TYPE.hex32, hex('cf0000c0'), '0xc00000cf'],
  ['hexadecimal of 64 bits', TYPE.hex64, hex('e703000000000000'), '0x3e7'],
  ['hexadecimal above 32 bits', TYPE.hex64, hex('0100000000000080'), '0x8000000000000001'],
  ['a number of the wrong size', TYPE.uint32, hex('0102'), '0102'],
  ['a value of a type nobody knows', 0x77, hex('0102'), '0102'],
])('%s', (_, type, bytes, expected) => {
  expect(textOf(type, bytes)).toBe(expected);
  // Once more, now that the cache knows it.
  expect(textOf(type, bytes)).toBe(expected);
});

test('equal bytes of two types stay two texts', () => {
  const bytes = hex('41000000');
  expect([textOf(TYPE.string, bytes), textOf(TYPE.int32, bytes), textOf(TYPE.hex32, bytes)]).toEqual(['A', '65', '0x41']);
});

test('an array is told member by member', () => {
  expect(membersOf(TYPE.uint16, hex('01000200'))).toEqual(['1', '2']);
  expect(membersOf(TYPE.ansiString, Buffer.from('a\0b'))).toEqual(['a', 'b']);
  expect(membersOf(TYPE.string, utf16('a\0\0b'))).toEqual(['a', null, 'b']);
  expect(membersOf(TYPE.sid, hex('0101000000000005120000000101000000000005 13000000'))).toEqual(['S-1-5-18', 'S-1-5-19']);
  expect(membersOf(TYPE.guid, Buffer.alloc(0))).toEqual([]);
});

test('bytes that do not divide into members are one text', () => {
  expect(membersOf(TYPE.uint32, hex('0100000002'))).toEqual(['0100000002']);
  expect(membersOf(TYPE.binXml, hex('0f01'))).toEqual(['0F01']);
});

test('text of any bytes is the same with and without the cache', () => {
  const utf16le = new TextDecoder('utf-16le');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const even = bytes.subarray(0, bytes.length & ~1);
      const expected = utf16le.decode(even).replace(/\0.*/s, '').toWellFormed();
      const bom = expected.startsWith('\ufeff') || even[0] === 0xff || even[0] === 0xfe;
      if (!bom) expect(textOf(TYPE.string, even) ?? '').toBe(expected);
    }),
  );
});

test('a FILETIME keeps its last digit as instant and as text', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 31_000_000_000_000_000n, max: 200_000_000_000_000_000n }), (ticks) => {
      const low = Number(ticks & 0xffffffffn);
      const high = Number(ticks >> 32n);
      const instant = fileTimeInstant(low, high);
      const exact = ticks - 116_444_736_000_000_000n;
      expect(instant && BigInt(instant.us) * 10n + BigInt(instant.tick)).toBe(exact);
      expect(instant && isoFromInstant(instant)).toBe(fileTimeText(low, high));
    }),
  );
});

test('a FILETIME that no calendar of ours reaches is no instant', () => {
  for (const ticks of [0n, 1n, 2n ** 62n, 2n ** 64n - 1n])
    expect(fileTimeInstant(Number(ticks & 0xffffffffn), Number(ticks >> 32n))).toBeNull();
});

test('no bytes of any type break the decoder', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 200 }), (type, bytes) => {
      const text = type & TYPE.array ? membersOf(type, bytes).join() : textOf(type, bytes);
      expect(text === null || text.isWellFormed()).toBe(true);
      expect((text ?? '').length).toBeLessThanOrEqual(bytes.length * 21 + 40);
    }),
    { numRuns: 1000 },
  );
});
