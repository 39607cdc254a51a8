import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Correlator, SECOND_TICKS, type Episode } from './correlator.ts';
import type { Correlation } from './correlation.ts';
import { baseRules, linked } from './test-support/linked.ts';
import { naiveEpisodes, type NaiveRow } from './test-support/naive-episodes.ts';

function correlation(type: string, rules: string, condition: string): Correlation {
  const list = rules === '' ? '' : `rules: [${rules}], `;
  const text = `title: c\ncorrelation: {type: ${type}, ${list}timespan: 10s, condition: ${condition}}\n`;
  const { correlations, problems, rejected } = linked(baseRules('a', 'b', 'c') + text);
  const [only] = correlations;
  if (only === undefined) throw new Error(JSON.stringify([problems, rejected]));
  return only;
}

function episodesOf(one: Correlation, rows: readonly NaiveRow[], most: number): Episode[] {
  const episodes: Episode[] = [];
  const correlator = new Correlator(one, (episode) => episodes.push(episode), most);
  correlator.begin();
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    correlator.add(row.time, row.time, row.step, row.value, before?.time === row.time && before.record === row.record);
  });
  correlator.end();
  return episodes;
}

/** Rows of up to 24 records within a minute or two, many at the same second, some matched by several rules. */
function rowsOf(steps: number): fc.Arbitrary<NaiveRow[]> {
  const record = fc.record({
    second: fc.integer({ min: 0, max: 80 }),
    steps: fc.uniqueArray(fc.integer({ min: 0, max: steps - 1 }), { minLength: 1, maxLength: steps }),
    value: fc.integer({ min: -4, max: 12 }),
  });
  return fc.array(record, { maxLength: 24 }).map((records) => {
    const sorted = records.toSorted((a, b) => a.second - b.second);
    return sorted.flatMap(({ second, steps: list, value }, i) =>
      list.toSorted((a, b) => a - b).map((step) => ({ time: second * SECOND_TICKS, step, record: i, value: value / 2 })),
    );
  });
}

const cases: [type: string, rules: string, condition: string][] = [
  ['event_count', 'a', '{gte: 3}'],
  ['event_count', 'a, b', '{gt: 2, lte: 5}'],
  ['event_count', 'a', '{lt: 3}'],
  ['event_count', 'a', '{neq: 2}'],
  ['value_count', 'a, b', '{gte: 3, field: v}'],
  ['value_count', 'a', '{eq: 2, field: v}'],
  ['value_sum', 'a', '{gt: 6, field: v}'],
  ['value_avg', 'a, b', '{gte: 3, field: v}'],
  ['value_median', 'a', '{gt: 2.5, field: v}'],
  ['value_percentile', 'a', '{gte: 4, field: v, percentile: 90}'],
  ['temporal', 'a, b, c', '{gte: 2}'],
  ['temporal', 'a, b, c', '{gte: 3}'],
  ['temporal_ordered', 'a, b, c', '{gte: 3}'],
  ['temporal_ordered', 'a, b, c', '{gte: 2}'],
  ['temporal_ordered', 'a, b, c', '{eq: 2}'],
  ['temporal_ordered', 'a, b, a', '{gte: 3}'],
  ['temporal', '', 'a and b'],
  ['temporal', '', 'a and not c'],
  ['temporal', '', '(a and b) or (c and not a)'],
  ['temporal', '', 'a or not b'],
  ['temporal_ordered', '', 'a and b and not c'],
  ['temporal_ordered', 'a, c, b', 'a and b and not c'],
  ['temporal_ordered', 'c, a, b', 'a and b and not c'],
  ['temporal_ordered', '', '(a and not b) or c'],
];

describe('The engine agrees with the definition, window by window', () => {
  for (const [type, rules, condition] of cases) {
    it(`${type} ${rules} ${condition}`, () => {
      const one = correlation(type, rules, condition);
      const arbitrary = rowsOf(3).map((rows) => mapped(rows, one));
      fc.assert(
        fc.property(arbitrary, fc.constantFrom(10_000, 4), (rows, most) => {
          expect(episodesOf(one, rows, most)).toEqual(naiveEpisodes(one, rows, most));
        }),
        { numRuns: 150 },
      );
    });
  }
});

/** Rows of rules a, b and c as rows of the steps that name them. */
function mapped(rows: readonly NaiveRow[], { steps }: Correlation): NaiveRow[] {
  return rows
    .flatMap((row) => steps.flatMap(({ name }, step) => (name === 'abc'.charAt(row.step) ? [{ ...row, step }] : [])))
    .sort((a, b) => a.time - b.time || a.record - b.record || a.step - b.step);
}
