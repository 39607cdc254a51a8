import { expect, it } from 'vitest';
import { compileRules, parseRules } from './index.ts';
import { decideNode } from './decide-node.ts';
import { eventOf } from './test-support/event.ts';

const rule = `
title: Two kinds of events
logsource: {product: windows, service: security}
detection:
  one: {EventID: 4688, CommandLine|contains: abc}
  other: {EventID: [4624, 4625], TargetUserName: abc}
  any: {EventID|startswith: 46}
  condition: (one or other) and any and not 1 of exc*
  exc: {EventID: 4625}
`;

it('a detection is cut down to what an event of a kind can still be asked', () => {
  const [parsed] = parseRules(rule, 'r.yml').rules;
  if (parsed === undefined) throw new Error('not read');
  const left = (number: string): unknown => decideNode(parsed.detection, 'EventID', number);
  expect(left('4625')).toBe(false);
  expect(left('1')).toBe(false);
  expect(left('4624')).toMatchObject({ kind: 'search', name: 'other', part: { kind: 'item', field: 'TargetUserName' } });
  expect(decideNode(parsed.detection, 'Other', '1')).toBe(parsed.detection);
});

it('and then matches the same events', () => {
  const set = compileRules(parseRules(rule, 'r.yml').rules);
  const matches = (fields: Record<string, string>): number => set.match(eventOf({ channel: 'Security', fields })).length;
  expect(matches({ EventID: '4688', CommandLine: 'xabcx' })).toBe(1);
  expect(matches({ EventID: '4688', TargetUserName: 'abc' })).toBe(0);
  expect(matches({ EventID: '4624', TargetUserName: 'abc' })).toBe(1);
  expect(matches({ EventID: '4625', TargetUserName: 'abc' })).toBe(0);
});
