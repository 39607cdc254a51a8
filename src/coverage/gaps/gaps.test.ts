import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authenticationTable, type Blind } from '../../case/index.ts';
import { livedSpan, DAY, HOUR } from '../../lib/index.ts';
import { dice, HandmadeLogs, START } from '../handmade-logs.ts';
import { darkMachines, machineSightings, type MachineSighting } from './dark-machines.ts';
import { mergeBlind } from './merge.ts';
import { ordinaryLimit } from './ordinary.ts';
import { rhythmOf, silencesOf } from './rhythm.ts';

const names = {
  hostOf: (address: string): string | null => (address === '10.0.0.9' ? 'fs1.corp.example' : null),
  hostNamed: (name: string): string | null => (name.toLowerCase().startsWith('fs1') ? 'fs1.corp.example' : null),
};
const seen = (address: string | null, name: string | null, first = START, last = START + HOUR): MachineSighting => ({
  address,
  name,
  first,
  last,
});

describe('machines without any log', () => {
  it('are those that others name, over the time in which they were seen', () => {
    const rows = darkMachines(
      [seen('10.9.0.5', null, START, START + DAY), seen('10.0.0.9', 'FS1'), seen(null, 'fs1')],
      new Set(['fs1.corp.example']),
      names,
    );
    expect(rows).toEqual([
      { host: 'ip:10.9.0.5', source: '*', from: START, to: START + DAY + 1, cause: 'no_log', missing: null, ref: null },
    ]);
  });

  it('stand once, by their fullest name, though some records have the address alone or the short name', () => {
    const sightings = [
      seen('10.9.0.5', 'WS7', START + HOUR),
      seen('10.9.0.5', null, START - DAY, START),
      seen(null, 'ws7.corp.example', START, START + 3 * DAY),
      seen(null, 'ws7'),
    ];
    const rows = darkMachines(sightings, new Set(), names);
    expect(rows.map(({ host, from, to }) => [host, from, to])).toEqual([['ws7.corp.example', START - DAY, START + 3 * DAY + 1]]);
  });

  it('stay apart where an address bore two names, or a short name means two hosts', () => {
    const two = darkMachines([seen('10.9.0.5', 'a'), seen('10.9.0.5', 'b'), seen('10.9.0.5', null)], new Set(), names);
    expect(two.map((row) => row.host).sort()).toEqual(['a', 'b', 'ip:10.9.0.5']);
    const short = darkMachines([seen(null, 'c.one.example'), seen(null, 'c.two.example'), seen(null, 'c')], new Set(), names);
    expect(short.map((row) => row.host).sort()).toEqual(['c', 'c.one.example', 'c.two.example']);
  });

  it('are told each by its own days where an address was given on', () => {
    const hostOf = (_: string, time: number): string => (time < START + 10 * DAY ? 'ws1.example' : 'ws2.example');
    const days = [1, 9, 12, 19].map((day) => seen('10.0.0.5', null, START + day * DAY, START + day * DAY + HOUR));
    const spans = (logged: readonly string[], sightings: readonly MachineSighting[]) =>
      darkMachines(sightings, new Set(logged), { ...names, hostOf }).map(({ host, from, to }) => [host, from - START, to - START]);
    const second = ['ws2.example', 12 * DAY, 19 * DAY + HOUR + 1];
    expect(spans([], days)).toEqual([['ws1.example', DAY, 9 * DAY + HOUR + 1], second]);
    expect(spans(['ws1.example'], days)).toEqual([second]);
    const handover = seen('10.0.0.5', null, START + 9.5 * DAY, START + 10.5 * DAY);
    expect(spans([], [handover]).map(([host]) => host)).toEqual(['ws1.example', 'ws2.example']);
  });

  it('are gathered by day where they have an address, and whole where they have a name alone', async () => {
    const logs = new HandmadeLogs();
    for (const hours of [1, 2, 30]) {
      const time = START + hours * HOUR;
      logs.fact(authenticationTable, { host: 'dc.example', time, activity: 'logon', source_address: '10.0.0.5', target_server: 'FS7' });
    }
    expect(await logs.seen(machineSightings)).toEqual([
      seen('10.0.0.5', null, START + HOUR, START + 2 * HOUR),
      seen('10.0.0.5', null, START + 30 * HOUR, START + 30 * HOUR),
      seen(null, 'FS7', START + HOUR, START + 30 * HOUR),
    ]);
  });

  it('are never machines of others', () => {
    expect(darkMachines([seen('203.0.113.9', 'KALI')], new Set(), names)).toEqual([]);
  });
});

describe('a stretch told by several causes', () => {
  const row = (from: number, to: number, cause: string): Blind => ({ host: 'h', source: 's', from, to, cause, missing: null, ref: null });

  it('is told once, by the cause that tells most', () => {
    expect(
      mergeBlind([row(0, 1000, 'silence'), row(200, 500, 'record_gap'), row(100, 500, 'cleared')]).map((each) => [
        each.from,
        each.to,
        each.cause,
      ]),
    ).toEqual([
      [0, 100, 'silence'],
      [100, 500, 'cleared'],
      [500, 1000, 'silence'],
    ]);
  });

  it('never overlaps another, and covers all that the causes cover but slivers', () => {
    const interval = fc.tuple(
      fc.nat(1000),
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom('cleared', 'record_gap', 'rotated', 'silence'),
    );
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), (given) => {
        const rows = given.map(([from, length, cause]) => row(from, from + length, cause));
        const merged = mergeBlind(rows);
        for (const [index, each] of merged.entries()) {
          const next = merged[index + 1];
          if (next) expect(each.to).toBeLessThanOrEqual(next.from);
        }
        for (const each of merged)
          expect(rows.some((one) => one.cause === each.cause && one.from <= each.from && one.to >= each.to)).toBe(true);
        const length = (list: readonly Blind[]): number => list.reduce((sum, each) => sum + each.to - each.from, 0);
        const union = new Set(rows.flatMap((each) => Array.from({ length: each.to - each.from }, (_, at) => each.from + at))).size;
        expect(union - length(merged)).toBeLessThanOrEqual(rows.length * 2 * 3);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is ordinary', () => {
  it('is passed once in a million logs, not once in a thousand', () => {
    const random = dice(5);
    let passed = 0;
    for (let log = 0; log < 1000; log++) {
      const gaps = Array.from({ length: 500 }, () => -Math.log(1 - random()));
      if (Math.max(...gaps) > ordinaryLimit(gaps)) passed += 1;
    }
    expect(passed).toBeLessThanOrEqual(1);
  });

  it('grows with the bursts that a log has itself, and not with a gap that stands alone', () => {
    const random = dice(6);
    const even = Array.from({ length: 500 }, () => -Math.log(1 - random()));
    const bursts = even.map((gap) => gap ** 2.5);
    expect(ordinaryLimit(bursts)).toBeGreaterThan(5 * ordinaryLimit(even));
    expect(ordinaryLimit([...even, 1e6])).toBeLessThan(1.5 * ordinaryLimit(even));
  });

  it('is not known of a log with few records', () => {
    expect(
      rhythmOf([
        { from: 0, to: 10 },
        { from: 500, to: 505 },
      ]),
    ).toBeNull();
  });

  it('is short for a log that never pauses', () => {
    const rhythm = rhythmOf([
      { from: 0, to: 24 * 30 },
      { from: 24 * 30 + 10, to: 24 * 60 },
    ]);
    const [silence] = silencesOf(
      [
        { from: 0, to: 720 },
        { from: 730, to: 1440 },
      ],
      rhythm?.hazardOf ?? (() => 0),
    );
    expect(silence?.hazard).toBeGreaterThan(rhythm?.limit ?? Infinity);
    expect(rhythm?.ordinaryHours).toBeLessThan(6);
  });
});

it('takes the span of the bulk of the records, without the clocks that were wrong', () => {
  const at = (time: number, days: number, records: number) => ({ first: time, last: time + days * DAY, records });
  const bulk = [at(START, 30, 5000), at(START + 200 * DAY, 30, 5000)];
  expect(livedSpan([at(0, 0, 1), ...bulk, at(START + 20_000 * DAY, 1, 3)])).toEqual({ from: START, to: START + 230 * DAY });
  expect(livedSpan([])).toBeNull();
});
