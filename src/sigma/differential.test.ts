import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { generatedEvent, generatedRule } from './test-support/generated.ts';
import { randomPairs } from './test-support/random-agreement.ts';

it('the engine agrees with an evaluator written from the specification, on any rule and event', { timeout: 60_000 }, () => {
  let matched = 0;
  let pairs = 0;
  fc.assert(
    fc.property(
      fc.array(generatedRule, { minLength: 1, maxLength: 5 }),
      fc.array(generatedEvent, { minLength: 5, maxLength: 20 }),
      (texts, events) => {
        for (const pair of randomPairs(texts, events)) {
          expect(pair.engine, `${pair.rule}\n${JSON.stringify(pair.fields)}`).toBe(pair.naive);
          pairs += 1;
          if (pair.naive) matched += 1;
        }
      },
    ),
    { numRuns: 250, seed: 20261123 },
  );
  // A test on pairs that never match would show nothing.
  expect(matched).toBeGreaterThan(pairs / 20);
  expect(matched).toBeLessThan(pairs * 0.95);
});
