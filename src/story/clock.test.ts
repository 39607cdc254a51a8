import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockSkew } from '../case/index.ts';
import { clockOf } from './clock.ts';
import { APP, FILE, STORE, WEB, background, carrier, night } from './handmade-chain.ts';
import { DAY, HOUR, MINUTE, SECOND, START, type HandmadeFacts } from './handmade.ts';
import { reconstruct } from './reconstruct.ts';

function skew(host: string, skew_us: number, more: Partial<ClockSkew> = {}): ClockSkew {
  return { host, from: START - 400 * DAY, to: START + 400 * DAY, skew_us, pairs: 40, spread_us: SECOND, reference: FILE, ...more };
}

describe('a clock', () => {
  const clock = clockOf([skew('a', 10 * MINUTE, { to: START }), skew('a', -HOUR, { from: START }), skew('b', SECOND / 2)], (host) => host);
  it('is corrected by what is known of its host and time', () => {
    expect([clock.corrected('a', START - 1), clock.corrected('a', START), clock.corrected('c', START)]).toEqual([
      START - 1 - 10 * MINUTE,
      START + HOUR,
      START,
    ]);
  });
  it('shows again what its records bear', () => {
    for (const time of [START - DAY, START - 1, START, START + DAY]) expect(clock.shown('a', clock.corrected('a', time))).toBe(time);
  });
  it('shows a time as it is before it was set ahead, and the later one where a record bears that', () => {
    const set = (): ReturnType<typeof clockOf> =>
      clockOf([skew('a', 1000, { to: START }), skew('a', 2 * HOUR, { from: START })], (host) => host);
    const [before, after] = [set(), set()];
    expect(before.shown('a', before.corrected('a', START - HOUR))).toBe(START - HOUR);
    expect(after.shown('a', after.corrected('a', START + HOUR))).toBe(START + HOUR);
  });
  it('shows every time that it corrected, unless two are one instant', () => {
    const row = fc
      .tuple(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -30, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
      )
      .map(([from, length, by, spread_us]) => skew('a', by, { from, to: from + length, spread_us }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.uniqueArray(fc.integer({ min: -40, max: 170 }), { maxLength: 60 }), (rows, times) => {
        const dial = clockOf(rows, (host) => host);
        const instants = times.map((time) => dial.corrected('a', time));
        times.forEach((time, index) => {
          const is = dial.shown('a', instants[index] ?? 0);
          if (is !== time) expect(instants[times.indexOf(is)]).toBe(instants[index]);
        });
      }),
    );
  });
  it('is left alone where it is off by less than its records lag', () => expect(clock.corrected('b', START)).toBe(START));
});

describe('a story told by clocks that differ', () => {
  /** The records of a host as it writes them when its clock is ahead. */
  function ahead(facts: HandmadeFacts, host: string, by: number): HandmadeFacts {
    const late = <T extends { readonly host: string; readonly time: number }>(rows: readonly T[]): T[] =>
      rows.map((row) =>
        row.host === host ? { ...row, time: row.time + by, ...('last' in row ? { last: Number(row.last) + by } : {}) } : row,
      );
    const { findings, logons, localLogons, explicit, processes, sockets, sessions } = facts;
    return Object.assign(Object.create(facts) as HandmadeFacts, facts, {
      findings: late(findings),
      logons: late(logons),
      localLogons: late(localLogons),
      explicit: late(explicit),
      processes: late(processes),
      sockets: late(sockets),
      sessions: late(sessions),
    });
  }
  const told = (facts: HandmadeFacts, clocks: readonly ClockSkew[]) => reconstruct({ ...facts, clocks });
  const facts = carrier();
  background(facts);
  night(facts, START);
  const plain = told(facts, []);
  const off = { [FILE]: 20 * MINUTE, [APP]: -3 * HOUR, [STORE]: 7 * MINUTE } as const;
  const skewed = Object.entries(off).reduce((all, [host, by]) => ahead(all, host, by), facts);
  const clocks = Object.entries(off).map(([host, by]) => skew(host, by));
  const story = told(skewed, clocks);
  /** By id: rows stand in the order of the times they print. */
  const hopsOf = ({ hops }: typeof story) => [...hops].sort((a, b) => (a.id < b.id ? -1 : 1));

  it('is the same story', () => {
    const routes = (rows: typeof story) =>
      hopsOf(rows).map(({ id, from_host, to_host, join, uses, stolen_host }) => [id, from_host, to_host, join, uses, stolen_host]);
    expect(routes(story)).toEqual(routes(plain));
    expect(story.sockets.map((socket) => [socket.host, socket.port, socket.certain])).toEqual([[APP, 60_002, true]]);
  });

  it('falls apart when nobody corrects them', () =>
    expect(told(skewed, []).hops.map((hop) => hop.join)).not.toEqual(plain.hops.map((hop) => hop.join)));

  it('prints the times that the records bear', () => {
    const shownBy = (host: string): number => new Map<string, number>(Object.entries(off)).get(host) ?? 0;
    expect(hopsOf(story).map((hop) => hop.time)).toEqual(hopsOf(plain).map((hop) => hop.time + shownBy(hop.to_host)));
    expect(hopsOf(story).map((hop) => hop.stolen_time)).toEqual(
      hopsOf(plain).map((hop) => (hop.stolen_time === null ? null : hop.stolen_time + shownBy(hop.stolen_host ?? ''))),
    );
    expect(story.stages.filter((stage) => stage.host === WEB).map((stage) => stage.time)).toEqual(
      plain.stages.filter((stage) => stage.host === WEB).map((stage) => stage.time),
    );
  });

  it('gives sockets by the clock of the store, whose log is joined to them', () => {
    const [socket, expected] = [story.sockets[0], plain.sockets[0]];
    expect([socket?.from, socket?.to]).toEqual([(expected?.from ?? 0) + 7 * MINUTE, (expected?.to ?? 0) + 7 * MINUTE]);
  });

  it('holds every hop within its wave', () => {
    for (const hop of story.hops) {
      const wave = story.waves.find((one) => one.number === hop.wave);
      expect(hop.time).toBeGreaterThanOrEqual(wave?.first ?? Infinity);
      expect(hop.last).toBeLessThanOrEqual(wave?.last ?? -Infinity);
    }
  });
});
