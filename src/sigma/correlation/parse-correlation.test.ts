import { describe, expect, it } from 'vitest';
import { readYamlDocuments } from '../yaml-documents.ts';
import { parseCorrelation } from './parse-correlation.ts';
import { timespanSeconds } from './timespan.ts';

function parsed(correlation: string, more = '') {
  const [document] = readYamlDocuments(`title: t\n${more}correlation:\n${correlation}`, 'c.yml');
  const root = document?.root;
  if (document === undefined || root?.kind !== 'map') throw new Error('no mapping');
  return { correlation: parseCorrelation(root, document, 'c.yml'), problems: document.collector.problems };
}

const whole = '  type: event_count\n  rules: [a]\n  timespan: 5m\n';

describe('A correlation', () => {
  it('has what SigmaHQ’s converter reads', () => {
    const { correlation, problems } = parsed(
      `${whole}  group-by: user\n  condition: {gte: 3}\n  generate: true\n`,
      'level: high\ntags: [attack.t1110]\nhardcell: {terminal: true}\n',
    );
    expect(problems).toEqual([]);
    expect(correlation).toMatchObject({
      type: 'event_count',
      groupBy: ['user'],
      timespan: 300,
      generate: true,
      level: 'high',
      attack: ['T1110'],
      custom: { hardcell: { terminal: true } },
      condition: { kind: 'bounds', bounds: [{ operator: 'gte', number: 3 }] },
    });
    expect(Object.keys(correlation?.custom ?? {})).toEqual(['hardcell']);
  });

  it('of a temporal type needs every rule when it has no condition, and no list of rules when its condition names them', () => {
    const every = parsed('  type: temporal\n  rules: [a, b]\n  timespan: 1h\n').correlation;
    expect(every?.condition).toMatchObject({ bounds: [{ operator: 'gte', number: 2 }] });
    const named = parsed('  type: temporal_ordered\n  timespan: 1h\n  condition: a and not b\n').correlation;
    expect(named?.rules.map(({ name, line, column }) => [name, line, column])).toEqual([
      ['a', 5, 14],
      ['b', 5, 24],
    ]);
  });

  it.each([
    ['30s', 30],
    ['90m', 5400],
    ['2h', 7200],
    ['1d', 86_400],
    ['1w', 604_800],
    ['1M', 2_629_746],
    ['3y', 94_670_856],
    ['0s', null],
    ['5', null],
    ['5 m', null],
    ['1h30m', null],
    ['-1h', null],
    ['9999999999y', null],
  ])('has a timespan: %s', (text, seconds) => {
    expect(timespanSeconds(text)).toBe(seconds);
  });

  it.each<[about: string, text: string, code: string, line: number, column: number]>([
    ['without a type', '  rules: [a]\n  timespan: 5m\n  condition: {gte: 1}\n', 'RULE_KEY_MISSING', 3, 3],
    ['of an unknown type', '  type: event_sum\n  rules: [a]\n  timespan: 5m\n', 'RULE_KEY_INVALID', 3, 9],
    ['without a timespan', '  type: event_count\n  rules: [a]\n  condition: {gte: 1}\n', 'RULE_KEY_MISSING', 3, 3],
    ['with a timespan that is none', '  type: event_count\n  rules: [a]\n  timespan: 5\n', 'RULE_KEY_INVALID', 5, 13],
    ['without rules', '  type: event_count\n  timespan: 5m\n  condition: {gte: 1}\n', 'RULE_KEY_MISSING', 3, 3],
    ['with an empty list of rules', '  type: event_count\n  rules: []\n  timespan: 5m\n  condition: {gte: 1}\n', 'RULE_KEY_INVALID', 4, 10],
    ['without a condition', whole, 'RULE_KEY_MISSING', 3, 3],
    ['with a key that means nothing', `${whole}  groupby: user\n  condition: {gte: 1}\n`, 'RULE_CORRELATION_INVALID', 6, 3],
    ['with a condition that means nothing', `${whole}  condition: {least: 1}\n`, 'RULE_CORRELATION_INVALID', 6, 15],
    ['with a condition without a number', `${whole}  condition: {gte: many}\n`, 'RULE_KEY_INVALID', 6, 20],
    ['with a condition without a bound', `${whole}  condition: {}\n`, 'RULE_CORRELATION_INVALID', 6, 14],
    ['with a condition that no window can meet', `${whole}  condition: {lt: 1}\n`, 'RULE_CORRELATION_INVALID', 6, 14],
    ['with bounds that exclude each other', `${whole}  condition: {gt: 5, lt: 6}\n`, 'RULE_CORRELATION_INVALID', 6, 14],
    [
      'that counts more values than are held',
      `${whole.replace('event', 'value')}  condition: {gte: 20000000, field: n}\n`,
      'RULE_TOO_LARGE',
      6,
      14,
    ],
    ['that counts events of a field', `${whole}  condition: {gte: 1, field: user}\n`, 'RULE_CORRELATION_INVALID', 6, 30],
    ['that counts values of no field', `${whole.replace('event', 'value')}  condition: {gte: 1}\n`, 'RULE_KEY_MISSING', 6, 14],
    [
      'with a percentile above 100',
      `${whole.replace('event_count', 'value_percentile')}  condition: {gte: 1, field: n, percentile: 101}\n`,
      'RULE_CORRELATION_INVALID',
      6,
      45,
    ],
    ['that counts by a text', `${whole}  condition: a and b\n`, 'RULE_CORRELATION_INVALID', 6, 14],
    ['with a broken text', '  type: temporal\n  timespan: 5m\n  condition: a and\n', 'RULE_CONDITION_SYNTAX', 5, 19],
    ['with a pattern of rules', '  type: temporal\n  timespan: 5m\n  condition: 1 of a*\n', 'RULE_CORRELATION_INVALID', 5, 19],
    [
      'with a text that leaves a rule out',
      '  type: temporal\n  rules: [a, b]\n  timespan: 5m\n  condition: a\n',
      'RULE_CORRELATION_INVALID',
      4,
      14,
    ],
    [
      'with a text that names another rule',
      '  type: temporal\n  rules: [a]\n  timespan: 5m\n  condition: a and b\n',
      'RULE_CORRELATION_INVALID',
      6,
      20,
    ],
    [
      'with a text that holds where nothing is',
      '  type: temporal\n  timespan: 5m\n  condition: not a\n',
      'RULE_CORRELATION_INVALID',
      5,
      14,
    ],
    ['with aliases that are none', `${whole}  condition: {gte: 1}\n  aliases: {who: user}\n`, 'RULE_KEY_INVALID', 7, 18],
    ['that generates perhaps', `${whole}  condition: {gte: 1}\n  generate: perhaps\n`, 'RULE_KEY_INVALID', 7, 13],
    [
      'of too many rules',
      `  type: event_count\n  rules: [${'a, '.repeat(31)}a]\n  timespan: 5m\n  condition: {gte: 1}\n`,
      'RULE_TOO_LARGE',
      4,
      10,
    ],
  ])('%s is rejected at its place', (_, text, code, line, column) => {
    const { correlation, problems } = parsed(text);
    expect(correlation).toBe(null);
    expect(problems.map((one) => [one.code, one.line, one.column])).toContainEqual([code, line, column]);
  });
});
