import { describe, expect, it } from 'vitest';
import { checkReader } from './check-reader.ts';
import { families } from './families.ts';
import { Dice, mutated } from './mutate.ts';
import { fuzzScope } from './scope.ts';

const all = await families();

describe.each(all.map((family) => [family.name, family] as const))('mutated %s logs', (_, { reader, seeds }) => {
  it('are read or refused, whole and in parts, and nothing is thrown', () => {
    for (let number = 0; number < 200; number++) checkReader(reader, mutated(seeds, new Dice(number + 1)), fuzzScope);
  });
});

it('a reader that throws is noticed', () => {
  const [family] = all;
  const broken = {
    format: 'broken',
    source: 'windows',
    recognises: () => true,
    read: () => {
      throw new RangeError('out of bounds');
    },
    readOne: () => null,
  } as const;
  expect(() => checkReader(broken, mutated(family?.seeds ?? [], new Dice(1)), fuzzScope)).toThrow('out of bounds');
});
