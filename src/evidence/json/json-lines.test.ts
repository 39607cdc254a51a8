import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import type { Span } from '../text/index.ts';
import { readJsonLines } from './index.ts';

interface Seen {
  readonly offset: number;
  readonly size: number;
  readonly is: string;
}

function read(content: string, span?: Span): Seen[] {
  const seen: Seen[] = [];
  readJsonLines(
    bytesFile(content),
    {
      line: (line, offset, size) =>
        seen.push({
          offset,
          size,
          is: line
            .fields()
            .map(([name, value]) => `${name}=${value}`)
            .join(),
        }) > 0,
      refuse: (offset, size, code) => void seen.push({ offset, size, is: code }),
    },
    span,
  );
  return seen;
}

test('each line is an object, or refused with its place', () => {
  expect(read('\ufeff{"a":1}\r\n\n  \n{"b":2}\n{"c"\n{"d":"é"}')).toEqual([
    { offset: 0, size: 12, is: 'a=1' },
    { offset: 16, size: 8, is: 'b=2' },
    { offset: 24, size: 5, is: 'JSON_DAMAGED' },
    { offset: 29, size: 10, is: 'd=é' },
  ]);
});

test('an array with each object on a line is read as lines', () => {
  expect(read('[\n {"a":1},\n{"b":2}\n,{"c":3}\n]\n[{"d":4}]\n').map(({ is }) => is)).toEqual(['a=1', 'b=2', 'c=3', 'd=4']);
});

test('a line beyond the limit is refused', () => {
  expect(read(`{"a":"${'x'.repeat(17 << 20)}"}\n{"b":1}\n`).map(({ is }) => is)).toEqual(['TEXT_LINE_TOO_LONG', 'b=1']);
});

test('spans side by side give what the whole gives', () => {
  const parts = fc.array(fc.constantFrom('{"a":1}', '{"a":"x"}', '{', '\n', '\r\n', ',', '[', ']', '\0', '\ufeff'), { maxLength: 60 });
  fc.assert(
    fc.property(parts, fc.array(fc.nat(300), { maxLength: 4 }), (pieces, cuts) => {
      const content = pieces.join('');
      const size = Buffer.byteLength(content);
      const places = [0, ...cuts.map((cut) => Math.min(cut, size)).toSorted((a, b) => a - b), size];
      expect(places.slice(1).flatMap((to, i) => read(content, { from: places[i] ?? 0, to }))).toEqual(read(content));
    }),
    { numRuns: 1000 },
  );
});
