import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SplitLine } from './split-line.ts';

const SPACE = 0x20;

function columns(text: string | Buffer, way: 'split' | 'splitQuoted' = 'split', kept = 100): (string | undefined)[] {
  const bytes = Buffer.from(text);
  const around = Buffer.concat([Buffer.from('"x '), bytes, Buffer.from(' y"')]);
  const line = new SplitLine(kept);
  line[way](around, 3, 3 + bytes.length, SPACE);
  return Array.from({ length: line.count }, (_, i) => line.text(i));
}

test('a line is split at every separator, at those at its ends too', () => {
  expect(columns('a bc  d ')).toEqual(['a', 'bc', '', 'd', '']);
  expect(columns('')).toEqual(['']);
});

test('columns beyond the bound are counted and not kept', () => {
  expect(columns('a b c', 'split', 2)).toEqual(['a', 'b', undefined]);
  expect(columns('a "b" c', 'splitQuoted', 2)).toEqual(['a', 'b', undefined]);
});

test('each column is UTF-8 where it is that, else Latin-1', () => {
  expect(columns(Buffer.from('a \xc3\xbc \xfc', 'latin1'))).toEqual(['a', 'ü', 'ü']);
});

test.each([
  ['"a b" c', ['a b', 'c']],
  ['a "b ""c"" d" e', ['a', 'b "c" d', 'e']],
  ['"" "a"', ['', 'a']],
  ['"a b', ['"a', 'b']],
  ['"a"b c', ['"a"b', 'c']],
  ['a"b "c', ['a"b', '"c']],
  ['a ', ['a', '']],
])('columns in quotes: %s', (text, expected) => {
  expect(columns(text, 'splitQuoted')).toEqual(expected);
});

test('one column can be made of all that follow', () => {
  const bytes = Buffer.from('a b c d');
  const line = new SplitLine(10);
  line.split(bytes, 0, bytes.length, SPACE);
  line.joinFrom(1);
  expect([line.count, line.text(0), line.text(1), line.text(2)]).toEqual([2, 'a', 'b c d', undefined]);
});

test('whatever the bytes, the columns joined again are the line', () => {
  const byte = fc.oneof(fc.constantFrom(0x20, 0x22, 0x41), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
      const text = Buffer.from(bytes)
        .toString('latin1')
        .replace(/[^ -~]/g, 'x');
      expect(columns(text).join(' ')).toBe(text);
      const quoted = columns(Buffer.from(bytes), 'splitQuoted');
      expect(quoted.every((column) => column !== undefined)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
