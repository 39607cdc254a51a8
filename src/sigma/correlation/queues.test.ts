import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PairQueue } from './pair-queue.ts';
import { SortedValues } from './sorted-values.ts';
import { TimeQueue } from './time-queue.ts';

it('a queue of pairs gives back what was put in, however much went through it', () => {
  const queue = new PairQueue();
  let shifted = 0;
  for (let i = 0; i < 5_000; i++) {
    queue.push(i, -i);
    if (i % 3 !== 0) {
      queue.shift();
      shifted += 1;
    }
    expect([queue.length, queue.time(0), queue.value(queue.length - 1)]).toEqual([i + 1 - shifted, shifted, -i]);
  }
});

it('a queue of times counts what it forgot', () => {
  const times = new TimeQueue(3);
  for (const time of [1, 2, 2, 5, 9]) times.push(time);
  expect([times.count, times.countBefore(5), times.countBefore(6), times.firstFrom(6), times.firstFrom(10)]).toEqual([
    5,
    3,
    4,
    9,
    undefined,
  ]);
  times.forget(9);
  expect([times.count, times.countBefore(9)]).toEqual([5, 4]);
});

it('sorted values are sorted, whatever comes and goes', () => {
  const step = fc.record({ value: fc.integer({ min: 0, max: 40 }), repeat: fc.integer({ min: 1, max: 60 }), gone: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const sorted = new SortedValues();
      let naive: number[] = [];
      for (const { value, repeat, gone } of steps) {
        for (let i = 0; i < repeat; i++) {
          const there = naive.indexOf(value);
          if (gone && there === -1) break;
          if (gone) {
            sorted.remove(value);
            naive = naive.toSpliced(there, 1);
          } else {
            sorted.add(value);
            naive.push(value);
          }
        }
      }
      expect(Array.from({ length: sorted.size }, (_, i) => sorted.at(i))).toEqual(naive.toSorted((a, b) => a - b));
    }),
    { numRuns: 50 },
  );
});
