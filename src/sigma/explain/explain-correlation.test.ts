import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explainCorrelation, loadRules } from '../index.ts';
import { eventOf } from '../test-support/event.ts';
import { anywhere } from '../test-support/random-agreement.ts';

const text = `
title: Failed
name: failed
logsource: {product: any}
detection: {sel: {result: failed}, condition: sel}
---
title: Opened
name: opened
logsource: {product: any}
detection: {sel: {result: ok}, condition: sel}
---
title: Failed, then opened
correlation:
  type: temporal_ordered
  rules: [failed, opened]
  group-by: [who]
  timespan: 1h
  aliases:
    who: {failed: target, opened: user}
`;

it('says which rules of a correlation an event matches, and what it is grouped by there', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-rules-'));
  writeFileSync(join(dir, 'rule.yml'), text);
  const { rules, correlations, rejected } = loadRules([dir]);
  rmSync(dir, { recursive: true });
  expect(rejected).toEqual([]);
  const [correlation] = correlations;
  const event = eventOf({ source: 'any', fields: { result: 'failed', target: 'anna' } });
  const explained = correlation && explainCorrelation(correlation, rules, () => event, anywhere);
  expect(explained).toMatchObject({ matched: true, type: 'temporal_ordered', timespan: 3600 });
  expect(
    explained?.steps.map(({ name, sources }) => [name, sources.map(({ explanation, group }) => [explanation.matched, group])]),
  ).toEqual([
    ['failed', [[true, [{ name: 'who', field: 'target', values: ['anna'] }]]]],
    ['opened', [[false, [{ name: 'who', field: 'user', values: [] }]]]],
  ]);
});
