import { expect, test } from 'vitest';
import { compileRules, parseRules } from './index.ts';
import { eventOf } from './test-support/event.ts';

const RULE = `
title: Hidden File Started
logsource: { product: linux, category: process_creation }
detection:
  hidden: { Image|contains: '/.' }
  condition: hidden
`;
const fields = { EventID: '1', Image: '/tmp/.x/tool' };

test('a rule for processes on Linux looks at Sysmon for Linux, and at no Windows host', () => {
  const set = compileRules(parseRules(RULE, 'rule.yml').rules);
  const matches = (channel: string, event: Record<string, string>): number =>
    set.match(eventOf({ source: 'windows', channel, fields: event })).length;
  expect(set.unrouted).toEqual([]);
  expect(matches('Linux-Sysmon/Operational', fields)).toBe(1);
  expect(matches('Linux-Sysmon/Operational', { ...fields, EventID: '11' })).toBe(0);
  expect(matches('Microsoft-Windows-Sysmon/Operational', fields)).toBe(0);
});
