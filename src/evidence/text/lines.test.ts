import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from './bytes-file.ts';
import type { PlacedLineVisitor, Span } from './line-scan.ts';
import { cutAtLines, readLines, readMarkedLines, readPlacedLines, type LineVisitor } from './lines.ts';

function read(content: string | Uint8Array, limit = 1 << 20, span?: Span) {
  const seen: { text?: string; code?: string; offset: number; size: number }[] = [];
  const visitor: LineVisitor = {
    line: (bytes, offset, size) => seen.push({ text: bytes.toString(), offset, size }) > 0,
    refuse: (offset, size, code) => void seen.push({ code, offset, size }),
  };
  readLines(bytesFile(content), limit, visitor, span);
  return seen;
}

/** What is read in spans between the places of cutting, one after the other. */
function readCut(content: Uint8Array, limit: number, cuts: readonly number[]) {
  const places = [0, ...cuts.toSorted((a, b) => a - b), content.length];
  return places.slice(1).flatMap((to, i) => read(content, limit, { from: places[i] ?? 0, to }));
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

test('a span has the lines that begin in it, whole', () => {
  const content = 'ab\ncd\r\n\nef';
  expect(read(content, 100, { from: 0, to: 1 }).map(({ text }) => text)).toEqual(['ab']);
  expect(read(content, 100, { from: 1, to: 3 })).toEqual([]);
  expect(read(content, 100, { from: 3, to: 4 })).toEqual([{ text: 'cd', offset: 3, size: 4 }]);
  expect(read(content, 100, { from: 4, to: 99 })).toEqual([{ text: 'ef', offset: 8, size: 2 }]);
  expect(read(content, 100, { from: 50, to: 99 })).toEqual([]);
});

test('a line of several megabytes belongs to the span in which it begins', () => {
  const content = Buffer.from(`a\n${'x'.repeat(3_500_000)}\nb\n`);
  for (const limit of [1000, 5_000_000]) {
    expect(readCut(content, limit, [1, 2, 3, 1_000_000, 3_500_002, 3_500_003])).toEqual(read(content, limit));
  }
});

test('whatever the bytes and wherever they are cut, the spans give what the whole gives', () => {
  const byte = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 10, 13, 65, 0xef) }, { weight: 1, arbitrary: fc.nat(255) });
  const stretch = fc.oneof(
    { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 4, arbitrary: fc.array(byte, { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes)) },
    { weight: 1, arbitrary: fc.nat(400).map((length) => new Uint8Array(length).fill(65)) },
  );
  fc.assert(
    fc.property(
      fc.array(stretch, { maxLength: 6 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 60 }),
      (stretches, shares, limit) => {
        const content = Buffer.concat(stretches);
        const cuts = shares.map((share) => Math.round(share * content.length));
        expect(readCut(content, limit, cuts)).toEqual(read(content, limit));
      },
    ),
    { numRuns: 2000 },
  );
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

test('a visitor that keeps NULs gets the lines that hold them, but for those in front', () => {
  const seen: string[] = [];
  const visitor: PlacedLineVisitor = {
    keepsNul: true,
    line: (bytes, start, end) => seen.push(bytes.toString('latin1', start, end)) > 0,
    refuse: (offset, size, code) => void seen.push(`${code} ${offset} ${size}`),
  };
  readPlacedLines(bytesFile('a\0b\n\0\0c\0\n\0\0\n'), 100, visitor);
  expect(seen).toEqual(['a\0b', 'TEXT_BINARY 4 2', 'c\0', 'TEXT_BINARY 9 3']);
});

test('of marked lines those are visited that all lines would be, whatever the bytes and the span', () => {
  const piece = fc.constantFrom('#F:', '#D', '\n', '\r\n', '\0', 'ab', ' ', 'xxxxxxxxxxxxxxxx', '\ufeff', '#');
  const lines = (content: string, limit: number, span: Span, marks: string[] | null): string[] => {
    const seen: string[] = [];
    const visitor: PlacedLineVisitor = {
      line(bytes, start, end, offset, size) {
        const text = bytes.toString('latin1', start, end);
        if (/#F:|#D/.test(text)) seen.push(`${offset} ${size} ${text}`);
        return true;
      },
      refuse: (offset, size, code) => code === 'TEXT_LINE_TOO_LONG' && void seen.push(`${code} ${offset} ${size}`),
    };
    if (marks) readMarkedLines(bytesFile(content), limit, marks, visitor, span);
    else readPlacedLines(bytesFile(content), limit, visitor, span);
    return seen.filter((text) => !text.startsWith('TEXT'));
  };
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.nat(60),
      fc.nat(60),
      fc.integer({ min: 1, max: 40 }),
      (pieces, from, length, limit) => {
        const span = { from, to: from + length };
        expect(lines(pieces.join(''), limit, span, ['#F:', '#D'])).toEqual(lines(pieces.join(''), limit, span, null));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a file is cut where lines begin, and a line longer than a part is not cut', () => {
  const cut = (content: string, bytes: number): string[] =>
    cutAtLines(bytesFile(content), bytes).map(({ from, to }) => content.slice(from, to));
  expect(cut('ab\ncd\nef\n', 2)).toEqual(['ab\n', 'cd\n', 'ef\n']);
  expect(cut('ab\ncd\nef\n', 3)).toEqual(['ab\n', 'cd\n', 'ef\n']);
  expect(cut('ab\ncd\nef', 4)).toEqual(['ab\ncd\n', 'ef']);
  expect(cut('abcdefgh\nij', 1)).toEqual(['abcdefgh\n', 'ij']);
  expect(cut('abc', 100)).toEqual(['abc']);
  expect(cut('', 1)).toEqual(['']);
});
