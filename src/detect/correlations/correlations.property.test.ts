import fc from 'fast-check';
import { expect, it } from 'vitest';
import { correlate, type CorrelatedMatch } from '../../sigma/index.ts';
import { linkedText, storedFindings } from './test-support/stored.ts';

const header = (name: string): string => `title: ${name}\nid: ${name}\nname: ${name}\n`;
const rule = (name: string): string =>
  `${header(name)}logsource: {product: windows}\ndetection: {any: {EventID: 1}, condition: any}\n---\n`;
const { correlations } = linkedText(
  ['a', 'b', 'c'].map(rule).join('') +
    [
      `${header('count')}correlation: {type: event_count, rules: [a, b], group-by: user, timespan: 10s, condition: {gte: 3}}`,
      `${header('spread')}correlation: {type: value_count, rules: a, group-by: [host], timespan: 10s, condition: {gte: 3, field: user}}`,
      `${header('sum')}correlation: {type: value_sum, rules: [a, b], group-by: user, timespan: 10s, condition: {gt: 9, field: n}}`,
      `${header('median')}correlation: {type: value_median, rules: a, timespan: 10s, condition: {gte: 4, field: n}}`,
      `${header('together')}correlation: {type: temporal, rules: [a, b, c], group-by: [user, host], timespan: 10s}`,
      `${header('order')}correlation: {type: temporal_ordered, rules: [a, b, c], group-by: who, timespan: 10s, aliases: {who: {a: user, b: host, c: user}}}`,
      `${header('alone')}correlation: {type: temporal, group-by: user, timespan: 10s, condition: a and not b}`,
      `${header('chain')}correlation: {type: temporal_ordered, rules: [count, c], group-by: user, timespan: 20s, generate: true}`,
      `${header('projected')}correlation: {type: event_count, rules: [count], group-by: host, timespan: 30s, condition: {gte: 2}, generate: true}`,
      `${header('total')}correlation: {type: value_sum, rules: [count], group-by: user, timespan: 30s, condition: {gt: 4, field: n}, generate: true}`,
      `${header('deep')}correlation: {type: temporal, rules: [chain, spread], group-by: host, timespan: 60s, generate: true}`,
    ].join('\n---\n'),
);

const match = fc.record({
  time: fc.integer({ min: 0, max: 600 }).map((tenths) => tenths * 1_000_000),
  rule: fc.constantFrom('a', 'b', 'c'),
  user: fc.constantFrom('anna', 'Anna', 'ben', '', undefined),
  host: fc.constantFrom('h1', 'h2', 'anna'),
  n: fc.constantFrom('1', '4', '0x5', '2.5', 'none', undefined),
});

function withRefs(
  list: readonly { time: number; rule: string; user: string | undefined; host: string; n: string | undefined }[],
): CorrelatedMatch[] {
  return list.map(({ time, rule, user, host, n }, i) => ({
    time,
    rule,
    ref: `e:${String(i).padStart(3, '0')}`,
    fields: { host, ...(user === undefined ? {} : { user }), ...(n === undefined ? {} : { n }) },
  }));
}

it('what is found on disk is what is found in memory', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(match, { minLength: 20, maxLength: 60 }).map(withRefs), async (matches) => {
      const expected = correlate(correlations, matches).filter(({ correlation }) => !correlation.silent);
      const stored = await storedFindings(correlations, matches);
      found += stored.length;
      expect(stored.map((one) => `${one.rule} ${one.pointers.map(({ ref }) => ref).join(' ')}`).sort()).toEqual(
        expected.map((one) => `${one.correlation.id} ${[...new Set(one.matches.map(({ ref }) => ref))].sort().join(' ')}`).sort(),
      );
    }),
    { numRuns: 3 },
  );
  expect(found).toBeGreaterThan(3);
});
