import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from './bytes-file.ts';
import { readLines } from './lines.ts';

function read(content: string | Uint8Array, limit = 1 << 20) {
  const seen: { text?: string; code?: string; offset: number; size: number }[] = [];
  readLines(bytesFile(content), limit, {
    line: (bytes, offset, size) => seen.push({ text: bytes.toString(), offset, size }) > 0,
    refuse: (offset, size, code) => void seen.push({ code, offset, size }),
  });
  return seen;
}

test('lines end in LF or CR LF, and the last one in nothing; empty ones are passed over', () => {
  expect(read('a\r\nbc\n\nd')).toEqual([
    { text: 'a', offset: 0, size: 3 },
    { text: 'bc', offset: 3, size: 3 },
    { text: 'd', offset: 7, size: 1 },
  ]);
});

test('a line beyond the limit is refused with its size and reading goes on', () => {
  expect(read(`ok\n${'x'.repeat(20)}\nend`, 10)).toEqual([
    { text: 'ok', offset: 0, size: 3 },
    { code: 'TEXT_LINE_TOO_LONG', offset: 3, size: 21 },
    { text: 'end', offset: 24, size: 3 },
  ]);
});

test('a line of several megabytes is refused as one stretch', () => {
  const long = 3_500_000;
  expect(read(`a\n${'x'.repeat(long)}\nb\nc\n`, 1000)).toEqual([
    { text: 'a', offset: 0, size: 2 },
    { code: 'TEXT_LINE_TOO_LONG', offset: 2, size: long + 1 },
    { text: 'b', offset: long + 3, size: 2 },
    { text: 'c', offset: long + 5, size: 2 },
  ]);
  expect(read('x'.repeat(long), 1000)).toEqual([{ code: 'TEXT_LINE_TOO_LONG', offset: 0, size: long }]);
});

test('NULs before a line are refused apart from it, within a line with it', () => {
  expect(read('a\n\0\0\0b\nc\0d\n\0\0')).toEqual([
    { text: 'a', offset: 0, size: 2 },
    { code: 'TEXT_BINARY', offset: 2, size: 3 },
    { text: 'b', offset: 5, size: 2 },
    { code: 'TEXT_BINARY', offset: 7, size: 4 },
    { code: 'TEXT_BINARY', offset: 11, size: 2 },
  ]);
});

test('a visitor that has had enough is not asked again', () => {
  const seen: string[] = [];
  readLines(bytesFile('a\nb\nc\n'), 100, { line: (bytes) => seen.push(bytes.toString()) < 2, refuse: () => undefined });
  expect(seen).toEqual(['a', 'b']);
});

test('a file larger than a block gives the lines that splitting it gives', () => {
  const content = Array.from({ length: 60_000 }, (_, i) => `line ${i} ${'x'.repeat(i % 37)}`).join('\n');
  expect(read(content).map(({ text }) => text)).toEqual(content.split('\n'));
});

test('whatever the bytes are, each belongs to exactly one call but for empty lines', () => {
  const byte = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 10, 13, 65, 0xef) }, { weight: 1, arbitrary: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (bytes, limit) => {
      let next = 0;
      const text = Buffer.from(bytes).toString('latin1');
      for (const { offset, size } of read(Uint8Array.from(bytes), limit)) {
        expect(text.slice(next, offset)).toMatch(/^(?:\r?\n)*$/);
        expect(size).toBeGreaterThan(0);
        next = offset + size;
      }
      expect(text.slice(next)).toMatch(/^(?:\r?\n)*$/);
    }),
    { numRuns: 2000 },
  );
});
