import { expect, it } from 'vitest';
import { compileRules, parseRules, readLogsources } from '../sigma/index.ts';
import { mappedRoutes } from './mapped-routes.ts';

type Formats = Parameters<typeof mappedRoutes>[0];

const format: Formats[number] = {
  file: 'formats/vpn.yaml',
  name: 'vpn',
  match: 'vpn/*.jsonl',
  format: 'jsonl',
  delimiter: ',',
  quote: '"',
  header: null,
  begins: null,
  time: { fields: ['ts'], format: 'iso' },
  host: null,
  fact: null,
  columns: {},
  logsource: { product: 'acme', category: 'vpn', service: null },
};

const rule = (logsource: string): string => `
title: A refused login
id: 5f0c2f2e-7a5b-4c1f-9a55-1f3a0d7f0c11
logsource: ${logsource}
detection: {s: {result: refused}, condition: s}
level: high
`;

const event = (channel: string) => {
  const fields = new Map([['result', 'refused']]);
  return { source: 'mapped', channel, get: (name: string) => fields.get(name), fields: () => fields };
};

it.each(['{category: vpn}', '{product: acme}', '{product: acme, category: vpn}'])(
  'a rule for %s looks at the log of the format, and at no other',
  (logsource) => {
    const rules = compileRules(parseRules(rule(logsource), 'r.yml').rules, [...readLogsources(), ...mappedRoutes([format])]);
    expect([...rules.match(event('vpn'))]).toHaveLength(1);
    expect([...rules.match(event('proxy'))]).toHaveLength(0);
  },
);

it('a format without a logsource has no rules', () => {
  expect(mappedRoutes([{ ...format, logsource: null }])).toEqual([]);
});
