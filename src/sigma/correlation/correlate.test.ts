import { describe, expect, it } from 'vitest';
import { correlate } from './correlate.ts';
import { baseRules, linked, matches } from './test-support/linked.ts';

/** What a correlation of rules a, b and c finds: the refs of each finding, numbered from 1 as the matches are written. */
function found(correlation: string, ...lines: string[]): string[] {
  const { correlations, problems, rejected } = linked(`${baseRules('a', 'b', 'c')}title: c\nname: it\ncorrelation: ${correlation}\n`);
  expect([...problems, ...rejected]).toEqual([]);
  return refs(correlate(correlations, matches(...lines)));
}

function refs(findings: ReturnType<typeof correlate>): string[] {
  return findings.map(({ matches: list }) => list.map(({ ref }) => String(Number(ref.slice(2)))).join(' '));
}

const three = '{type: event_count, rules: [a], group-by: user, timespan: 10s, condition: {gte: 3}}';

describe('windows', () => {
  it('reach back over the whole timespan: events exactly that far apart are in one window, and a moment more apart are not', () => {
    expect(found(three, '0 a user=x', '5 a user=x', '10 a user=x')).toEqual(['1 2 3']);
    expect(found(three, '0 a user=x', '5 a user=x', '10.0000001 a user=x')).toEqual([]);
  });

  it('are those between events, not stretches of the clock', () => {
    expect(found(three, '8 a user=x', '9 a user=x', '12 a user=x')).toEqual(['1 2 3']);
  });

  it('do not run on: an old event never counts with new ones', () => {
    expect(found(three, '0 a user=x', '1 a user=x', '20 a user=x', '40 a user=x', '41 a user=x')).toEqual([]);
  });

  it('that meet the condition and share an event are one finding, with every event behind it', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `${i * 3} a user=x`);
    expect(found(three, ...lines)).toEqual(['1 2 3 4 5 6 7 8 9 10 11 12']);
  });

  it('that share none are two findings', () => {
    expect(found(three, '0 a user=x', '1 a user=x', '2 a user=x', '30 a user=x', '31 a user=x', '32 a user=x')).toEqual(['1 2 3', '4 5 6']);
  });

  it('do not depend on the order in which matches were stored', () => {
    const lines = [
      '0 a user=x ref=e:1',
      '4 a user=y ref=e:2',
      '5 a user=x ref=e:3',
      '9 a user=x ref=e:4',
      '9 a user=y ref=e:5',
      '9 a user=y ref=e:6',
    ];
    for (const order of [lines, lines.toReversed(), lines.toSorted()]) expect(found(three, ...order).sort()).toEqual(['1 3 4', '2 5 6']);
  });

  it('with an upper bound are answered for groups that have an event', () => {
    const two = '{type: event_count, rules: [a], group-by: user, timespan: 10s, condition: {gt: 1, lte: 2}}';
    expect(found(two, '0 a user=x', '1 a user=x', '30 a user=y')).toEqual(['1 2']);
  });
});

describe('groups', () => {
  it('are kept apart', () => {
    expect(found(three, '0 a user=x', '1 a user=y', '2 a user=x', '3 a user=y')).toEqual([]);
  });

  it('are all their values together', () => {
    const both = '{type: event_count, rules: [a], group-by: [user, host], timespan: 10s, condition: {gte: 2}}';
    expect(found(both, '0 a user=x host=1', '1 a user=x host=2', '2 a user=x host=2')).toEqual(['2 3']);
    expect(found(both, '0 a user=1 host=12', '1 a user=11 host=2')).toEqual([]);
  });

  it('take no event without a value to group by', () => {
    expect(found(three, '0 a user=x', '1 a user=x', '2 a', '3 a user=')).toEqual([]);
    expect(found('{type: event_count, rules: [a], group-by: user, timespan: 10s, condition: {gte: 2}}', '0 a', '1 a')).toEqual([]);
  });

  it('are compared without regard to case', () => {
    expect(found(three, '0 a user=Anna', '1 a user=anna', '2 a user=ANNA')).toEqual(['1 2 3']);
  });

  it('are one where no field is given', () => {
    expect(found('{type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}}', '0 a user=x', '1 a user=y')).toEqual(['1 2']);
  });

  it('are called differently in each rule by aliases', () => {
    const text = '{type: temporal, rules: [a, b], group-by: [who], timespan: 10s, aliases: {who: {a: source, b: target}}}';
    expect(found(text, '0 a source=x target=y', '1 b source=x target=x', '1 b source=x target=z')).toEqual(['1 2']);
  });

  it('take a name that no alias has for a rule as the name of a field', () => {
    const text = '{type: temporal, rules: [a, b], group-by: [who], timespan: 10s, aliases: {who: {a: source}}}';
    expect(found(text, '0 a source=x', '1 b who=x')).toEqual(['1 2']);
  });
});

describe('event_count', () => {
  it('counts a record that several of its rules matched once', () => {
    const both = '{type: event_count, rules: [a, b], group-by: user, timespan: 10s, condition: {gte: 3}}';
    expect(found(both, '0 a user=x ref=e:1', '0 b user=x ref=e:1', '1 a user=x ref=e:2')).toEqual([]);
    expect(found(both, '0 a user=x', '0 b user=x', '1 a user=x')).toEqual(['1 2 3']);
  });
});

describe('value_count', () => {
  const spread = '{type: value_count, rules: [a], group-by: ip, timespan: 10s, condition: {gte: 3, field: user}}';

  it('counts different values, without regard to case', () => {
    expect(found(spread, '0 a ip=1 user=x', '1 a ip=1 user=y', '2 a ip=1 user=z')).toEqual(['1 2 3']);
    expect(found(spread, '0 a ip=1 user=x', '1 a ip=1 user=X', '2 a ip=1 user=y')).toEqual([]);
  });

  it('leaves out events without a value, and shows the others that repeat one', () => {
    expect(found(spread, '0 a ip=1 user=x', '1 a ip=1', '2 a ip=1 user=x', '3 a ip=1 user=y', '4 a ip=1 user=z')).toEqual(['1 3 4 5']);
  });

  it('counts combinations of several fields', () => {
    const pairs = '{type: value_count, rules: [a], timespan: 10s, condition: {gte: 3, field: [user, ip]}}';
    expect(found(pairs, '0 a ip=1 user=x', '1 a ip=2 user=x', '2 a ip=1 user=y')).toEqual(['1 2 3']);
  });
});

describe('numbers', () => {
  const text = (type: string, condition: string): string =>
    `{type: ${type}, rules: [a], timespan: 10s, condition: {${condition}, field: n}}`;

  it('are added up; what is no number is left out, hexadecimal is one', () => {
    expect(found(text('value_sum', 'gte: 20'), '0 a n=4', '1 a n=-', '2 a n=0x10', '3 a')).toEqual(['1 3']);
    expect(found(text('value_sum', 'gt: 20'), '0 a n=4', '2 a n=0x10')).toEqual([]);
  });

  it('go out of the window again', () => {
    expect(found(text('value_sum', 'gte: 20'), '0 a n=15', '11 a n=6', '12 a n=6')).toEqual([]);
  });

  it('have a mean', () => {
    expect(found(text('value_avg', 'eq: 2.5'), '0 a n=1', '1 a n=4')).toEqual(['1 2']);
  });

  it('have a median: between the two in the middle when they are even in number', () => {
    expect(found(text('value_median', 'eq: 2'), '0 a n=1', '1 a n=9', '2 a n=2')).toEqual(['1 2 3']);
    expect(found(text('value_median', 'eq: 1.5'), '0 a n=1', '1 a n=2')).toEqual(['1 2']);
  });

  it('have percentiles, in proportion between two values', () => {
    // Rank (5 - 1) * 0.9 = 3.6 of 10, 20, 30, 40, 50.
    const lines = [10, 20, 30, 40, 50].map((n, i) => `${i} a n=${n}`);
    expect(found(text('value_percentile', 'gt: 45.9, lt: 46.1, percentile: 90'), ...lines)).toEqual(['1 2 3 4 5']);
  });
});

describe('temporal', () => {
  const all = '{type: temporal, rules: [a, b, c], group-by: user, timespan: 10s}';

  it('wants every rule, in any order, within the timespan', () => {
    expect(found(all, '0 c user=x', '5 a user=x', '10 b user=x')).toEqual(['1 2 3']);
    expect(found(all, '0 c user=x', '5 a user=x', '11 b user=x')).toEqual([]);
    expect(found(all, '0 a user=x', '5 a user=x', '10 b user=x')).toEqual([]);
  });

  it('wants so many of the rules as a condition says', () => {
    expect(found('{type: temporal, rules: [a, b, c], timespan: 10s, condition: {gte: 2}}', '0 a', '5 a', '10 c')).toEqual(['1 2 3']);
  });

  it('holds rules against each other by a condition over their names', () => {
    const either = '{type: temporal, timespan: 10s, condition: (a or b) and c}';
    expect(found(either, '0 b', '5 c')).toEqual(['1 2']);
    expect(found(either, '0 a', '5 b')).toEqual([]);
  });

  it('tells absence: nothing of the kind within a timespan before or after', () => {
    const alone = '{type: temporal, group-by: user, timespan: 10s, condition: a and not b}';
    expect(found(alone, '0 a user=x')).toEqual(['1']);
    expect(found(alone, '0 a user=x', '10 b user=x')).toEqual([]);
    expect(found(alone, '0 b user=x', '10 a user=x')).toEqual([]);
    expect(found(alone, '0 a user=x', '11 b user=x', '0 b user=y')).toEqual(['1']);
  });
});

describe('temporal_ordered', () => {
  const order = '{type: temporal_ordered, rules: [a, b, c], group-by: user, timespan: 10s}';

  it('enforces every step, not the first alone', () => {
    expect(found(order, '0 a user=x', '1 b user=x', '2 c user=x')).toEqual(['1 2 3']);
    expect(found(order, '0 a user=x', '1 c user=x', '2 b user=x')).toEqual([]);
    expect(found(order, '0 b user=x', '1 a user=x', '2 c user=x')).toEqual([]);
  });

  it('is not led astray by a step that came too early, and begins with the first step', () => {
    expect(found(order, '0 b user=x', '1 a user=x', '2 c user=x', '3 b user=x', '4 c user=x')).toEqual(['2 3 4 5']);
  });

  it('is not led astray by a first step long before', () => {
    expect(found(order, '0 a user=x', '9 b user=x', '10 a user=x', '11 b user=x', '12 c user=x')).toEqual(['3 4 5']);
  });

  it('spans the timespan from the first step to the last', () => {
    expect(found(order, '0 a user=x', '5 b user=x', '10 c user=x')).toEqual(['1 2 3']);
    expect(found(order, '0 a user=x', '9 b user=x', '18 c user=x')).toEqual([]);
  });

  it('takes equal times for ordered, whichever record was stored first', () => {
    expect(found(order, '1 c user=x', '1 b user=x', '1 a user=x')).toEqual(['1 2 3']);
  });

  it('never takes one record for two steps', () => {
    const two = '{type: temporal_ordered, rules: [a, b], timespan: 10s}';
    expect(found(two, '1 a ref=e:1', '1 b ref=e:1')).toEqual([]);
    expect(found(two, '1 a ref=e:1', '1 b ref=e:1', '1 a ref=e:2')).toEqual(['1 1 2']);
  });

  it('looks for what is absent at its place in the order', () => {
    const between = '{type: temporal_ordered, rules: [a, b, c], group-by: user, timespan: 10s, condition: a and not b and c}';
    expect(found(between, '0 b user=x', '1 a user=x', '5 c user=x', '6 b user=x')).toEqual(['2 3']);
    expect(found(between, '1 a user=x', '3 b user=x', '5 c user=x')).toEqual([]);
    const after = '{type: temporal_ordered, rules: [a, b], timespan: 10s, condition: a and not b}';
    expect(found(after, '0 b', '1 a')).toEqual(['2']);
    expect(found(after, '0 a', '10 b')).toEqual([]);
  });
});

describe('chains of correlations', () => {
  const text = (outer: string): string => `${baseRules('a', 'b')}
title: many
name: many
correlation: {type: event_count, rules: [a], group-by: user, timespan: 10s, condition: {gte: 3}}
---
title: outer
name: outer
correlation: ${outer}
`;
  const run = (outer: string, ...lines: string[]): string[] => {
    const { correlations, problems, rejected } = linked(text(outer));
    expect([...problems, ...rejected]).toEqual([]);
    return refs(correlate(correlations, matches(...lines)).filter(({ correlation }) => !correlation.silent));
  };
  const then = '{type: temporal_ordered, rules: [many, b], group-by: user, timespan: 20s}';
  const failures = ['0 a user=x', '1 a user=x', '2 a user=x'];

  it('take a finding as an event, with everything behind it', () => {
    expect(run(then, ...failures, '15 b user=x')).toEqual(['1 2 3 4']);
    expect(run(then, ...failures, '15 b user=y')).toEqual([]);
    expect(run(then, '0 a user=x', '1 a user=x', '15 b user=x')).toEqual([]);
  });

  it('take it to last as long as its condition held: what comes in the midst of it comes after it began', () => {
    const guessing = Array.from({ length: 20 }, (_, i) => `${i} a user=x`);
    expect(run(then, ...guessing, '10.5 b user=x').length).toBe(1);
    expect(run(then, ...guessing, '1 b user=x')).toEqual([]);
  });

  it('count a finding once', () => {
    const twice = '{type: event_count, rules: [many], group-by: user, timespan: 1m, condition: {gte: 2}}';
    expect(run(twice, ...failures, '3 a user=x')).toEqual([]);
    expect(run(twice, ...failures, '30 a user=x', '31 a user=x', '32 a user=x')).toEqual(['1 2 3 4 5 6']);
  });

  it('group by what its events have, also where it does not group by it itself', () => {
    const hosts = '{type: temporal, rules: [many, b], group-by: host, timespan: 20s}';
    expect(run(hosts, '0 a user=x host=h', '1 a user=x host=i', '2 a user=x host=j', '4 b user=y host=i')).toEqual(['1 2 3 4']);
  });
});
