import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoundedMemory } from './bounded-memory.ts';
import { fold } from './fold.ts';
import { LiteralScan } from './literal-scan.ts';
import type { Literal } from './literals.ts';
import { ScanBytes } from './scan-bytes.ts';

const part = fc.constantFrom(
  'a',
  'B',
  'c',
  'ab',
  'abc',
  'x'.repeat(5),
  '\\',
  '-',
  '–',
  'é',
  'Σ',
  'ς',
  'ſ',
  '\u212a',
  'İ',
  '😀',
  '\u0130x',
  ' ',
);
const text = (max: number): fc.Arbitrary<string> => fc.array(part, { maxLength: max }).map((parts) => parts.join(''));
const literal = fc.record({
  field: fc.constant('f'),
  position: fc.constantFrom<Literal['position']>('whole', 'start', 'end', 'inside'),
  text: text(3)
    .map(fold)
    .filter((each) => each !== ''),
});

function stands({ position, text: sought }: Literal, folded: string): boolean {
  if (position === 'whole') return folded === sought;
  if (position === 'start') return folded.startsWith(sought);
  return position === 'end' ? folded.endsWith(sought) : folded.includes(sought);
}

it('a scan never misses a literal, whether a value is new, known or long', () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(literal, { minLength: 1, maxLength: 12 }),
      fc.array(text(12), { minLength: 1, maxLength: 8 }),
      (literals, values) => {
        // So small that it forgets all the time.
        const memory = new BoundedMemory(500);
        const scan = new LiteralScan(
          literals.map((each, owner) => ({ literal: each, owner })),
          new ScanBytes(),
          memory,
        );
        for (const value of [...values, ...values, ...values.map((each) => '.'.repeat(70_000) + each)]) {
          const needed = literals.flatMap((each, owner) => (stands(each, fold(value)) ? [owner] : []));
          found += needed.length;
          const owners = new Set(scan.owners(value));
          expect(needed.filter((owner) => !owners.has(owner))).toEqual([]);
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(300);
});

it('values that hold nothing give no owner', () => {
  const literals = ['powershell.exe', '-enc', '^^', '😀'].map((each, owner) => ({
    literal: { field: 'f', position: 'inside' as const, text: each },
    owner,
  }));
  const scan = new LiteralScan(literals, new ScanBytes(), new BoundedMemory(1000));
  for (const value of ['', 'C:\\Windows\\System32\\svchost.exe -k netsvcs', 'Ελλάδα'.replace(/./gu, 'a')])
    expect(scan.owners(value)).toEqual([]);
});
