import * as fc from 'fast-check';
import { generatedEvent, generatedRule } from '../../src/sigma/test-support/generated.ts';
import { randomPairs } from '../../src/sigma/test-support/random-agreement.ts';
import type { Part, PartDifference, PartResult } from './part.ts';

const RULES = 20;
const EVENTS = 50;

/** This worker's share of generated pairs, 1,000 at a time: what is asked depends on the seed alone, not on the number of workers. */
export function generatedAgreement({ seed, pairs, worker, workers }: Part): PartResult[] {
  const result = { name: 'generated' as const, events: 0, pairs: 0, matches: 0 };
  const differences: PartDifference[] = [];
  for (let round = worker; round * RULES * EVENTS < pairs; round += workers) {
    const own = { seed: (seed * 1_000_003 + round) | 0 };
    const rules = fc.sample(generatedRule, { ...own, numRuns: RULES });
    const events = fc.sample(generatedEvent, { ...own, numRuns: EVENTS });
    result.events += events.length;
    for (const { rule, fields, engine, naive } of randomPairs(rules, events)) {
      result.pairs++;
      if (naive) result.matches++;
      if (engine !== naive && differences.length < 10) differences.push({ rule, event: JSON.stringify(fields), engine, naive });
    }
  }
  return [{ ...result, differences }];
}
