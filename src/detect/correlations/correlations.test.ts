import { expect, it } from 'vitest';
import { baseMatchTable, type Pointer, type StageInput } from '../../case/index.ts';
import { Duckdb } from '../../engine/index.ts';
import { correlate } from '../../sigma/index.ts';
import { FactMatches } from '../fact-matches.ts';
import { findingId } from '../findings.ts';
import { linkedText, storedFindings, storedMatches } from './test-support/stored.ts';

const text = `
title: Failed
id: failed
name: failed
logsource: {product: windows}
detection: {any: {EventID: 4625}, condition: any}
---
title: Guessed
id: guessed
level: high
author: Hardcell
tags: [attack.t1110.001, attack.credential-access]
hardcell: {terminal: true}
correlation: {type: event_count, rules: [failed], group-by: [TargetUserName], timespan: 1m, condition: {gte: 3}}
`;

it('a finding of a correlation has the look of any other, with the pointers of every event', async () => {
  const { correlations } = linkedText(text);
  const found = await storedFindings(
    correlations,
    storedMatches(
      '2.5 failed TargetUserName=Anna',
      '0 failed TargetUserName=ANNA',
      '30 failed TargetUserName=anna',
      '40 failed TargetUserName=ben',
    ),
  );
  const refs = ['e:1', 'e:2', 'e:3'];
  expect(found).toMatchObject([
    {
      id: findingId('guessed', refs),
      time: Date.UTC(2024, 2, 1) * 1000,
      last: Date.UTC(2024, 2, 1, 0, 0, 30) * 1000,
      host: 'h.example',
      rule: 'guessed',
      title: 'Guessed',
      level: 'high',
      author: 'Hardcell',
      terminal: true,
      attack: ['T1110.001'],
      tactics: ['credential-access'],
      fields: '{"TargetUserName":"ANNA"}',
      ref: 'e:2',
      account: null,
    },
  ]);
  expect(found[0]?.pointers.map(({ ref }) => ref)).toEqual(refs);
});

it('names and values that mean something to SQL or JSON mean nothing here', async () => {
  const name = `it's/a~"field"`;
  const { correlations } = linkedText(
    text.replace('[TargetUserName]', JSON.stringify([name])).replace('title: Guessed', `title: "o'clock"`),
  );
  const value = `'; DROP TABLE base; -- \\"`;
  const matches = [0, 1, 2].map((second) => ({ rule: 'failed', time: second * 10_000_000, ref: `e:${second}`, fields: { [name]: value } }));
  const found = await storedFindings(correlations, matches);
  expect(found.map((one) => [one.title, JSON.parse(one.fields)])).toEqual([["o'clock", { [name]: value }]]);
});

it('long runs of events are told in parts, each event in one of them', async () => {
  const { correlations } = linkedText(text);
  const matches = Array.from({ length: 12_000 }, (_, i) => ({
    rule: 'failed',
    time: i * 1000,
    ref: `e:${i}`,
    fields: { TargetUserName: 'x' },
  }));
  const found = await storedFindings(correlations, matches);
  expect(found.map(({ pointers }) => pointers.length)).toEqual([10_000, 2_000]);
  expect(new Set(found.flatMap(({ pointers }) => pointers.map(({ ref }) => ref))).size).toBe(12_000);
  expect(correlate(correlations, matches.slice(0, 9_000)).map((one) => one.matches.length)).toEqual([9_000]);
});

it('matches of rules over facts come through unchanged', async () => {
  const engine = await Duckdb.open({ threads: 1, memory: 200, temporary: null });
  const pointers: Pointer[] = [{ ref: 'e:1', evidence: 'e', offset: 7, record_id: null, host: 'H', channel: null }];
  const match = {
    time: 1_709_251_200_123_456,
    time_100ns: 7,
    time_digits: 7,
    host: 'h',
    rule: 'r',
    fields: '{"a":"b"}',
    ref: 'e:1',
    pointers,
  };
  const kept = await FactMatches.open(engine);
  await kept.add(match);
  await kept.flush();
  const input: Pick<StageInput, 'engine'> = { engine };
  expect(await input.engine.rows(`SELECT ${Object.keys(baseMatchTable.columns).join(', ')} FROM ${FactMatches.table}`)).toEqual([match]);
  await kept.close();
  engine.close();
});

it('names that only fold alike are one group here too', async () => {
  const { correlations } = linkedText(text);
  const names = ['ΟΔΟΣ', 'οδος', 'οδοσ'].map((name, i) => `${i} failed TargetUserName=${name}`);
  expect(await storedFindings(correlations, storedMatches(...names))).toHaveLength(1);
});

it('a NUL in a title is a character of it', async () => {
  const { correlations } = linkedText(text.replace('title: Guessed', 'title: "Gu\\0essed\'"'));
  const matches = storedMatches('0 failed TargetUserName=a', '1 failed TargetUserName=a', '2 failed TargetUserName=a');
  expect(await storedFindings(correlations, matches)).toMatchObject([{ title: "Gu\0essed'" }]);
});

it('a record that a wrong clock dates centuries back changes no order elsewhere', async () => {
  const { correlations } = linkedText(`${text.split('---')[0] ?? ''}---
title: Came In
name: came
logsource: {product: windows}
detection: {any: {EventID: 4624}, condition: any}
---
title: Guessed and in
correlation: {type: temporal_ordered, rules: [failed, came], group-by: [TargetUserName], timespan: 1m}
`);
  const came = correlations[0]?.steps[1]?.sources[0]?.rule ?? '';
  const [failed, success, old] = storedMatches('10 failed TargetUserName=a', `10 ${came} TargetUserName=a`, '0 failed TargetUserName=b');
  if (failed === undefined || success === undefined || old === undefined) throw new Error('three matches');
  const before = { ...success, time: failed.time - 1 };
  const centuries = { ...old, time: old.time - 3_500_000_000_000_000 * 3 };
  expect(await storedFindings(correlations, [failed, before])).toEqual([]);
  expect(await storedFindings(correlations, [failed, before, centuries])).toEqual([]);
});
