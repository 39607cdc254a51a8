import { expect, test } from 'vitest';
import { timeOf, type Act } from '../operation/index.ts';
import { smallWorld } from '../intruder/test-support/small-world.ts';
import { DAY } from '../moment.ts';
import type { Truth } from '../truth.ts';
import type { Keeping, Knobs, RangeScenario, WorldBase } from '../world/index.ts';
import { rangeScenarios } from './index.ts';

const everything: Keeping = { keptFrom: () => 0, keeps: () => true, clearedAt: () => null };

function play(
  name: string,
  more: Partial<Knobs> & { readonly seed: number },
): {
  readonly base: WorldBase;
  readonly played: ReturnType<RangeScenario['play']>;
  readonly told: readonly Pick<Truth, 'operations' | 'accesses' | 'targets'>[];
} {
  const scenario = rangeScenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new RangeError(name);
  const base = smallWorld(name, { ...scenario.defaults, ...more });
  const played = scenario.play(base);
  const told = played.operations.map((one) =>
    one.truth(
      one.queries.map((_, i) => ({ recordIds: [`store:${i}`] })),
      everything,
    ),
  );
  return { base, played, told };
}

const days = (text: string): number => Date.parse(text) / 86_400_000;

test('four waves keep the proportions of their silences where the time is too short for them', () => {
  for (const length of [90, 120, 420]) {
    const { told } = play('soft-cell', { seed: 3, hosts: 24, days: length });
    const waves = told[0]?.operations[0]?.waves ?? [];
    expect(waves).toHaveLength(4);
    const starts = waves.map(({ first }) => days(first));
    const gaps = starts.slice(1).map((start, i) => start - (starts[i] ?? 0));
    expect((gaps[1] ?? 0) / (gaps[0] ?? 1)).toBeGreaterThan(1.1);
    expect((gaps[1] ?? 0) / (gaps[2] ?? 1)).toBeGreaterThan(1.5);
    if (length === 420) expect(gaps.every((gap, i) => gap > ([60, 90, 30][i] ?? 0) && gap < ([60, 90, 30][i] ?? 0) + 26)).toBe(true);
  }
});

test('the slow one takes years, with more than eight waves', () => {
  const { told, base } = play('soft-cell-slow', { seed: 2, hosts: 20, days: 1_200 });
  const waves = told[0]?.operations[0]?.waves ?? [];
  expect(waves.length).toBeGreaterThan(8);
  expect(days(waves.at(-1)?.last ?? '') - days(waves[0]?.first ?? '')).toBeGreaterThan(base.span.days * 0.6);
});

test('the insider is no intrusion: accesses and targets, but no operation, and nobody comes from elsewhere', () => {
  const { played, told, base } = play('insider', { seed: 1 });
  expect(told[0]?.operations).toEqual([]);
  expect(told[0]?.accesses.length).toBeGreaterThan(8);
  expect(told[0]?.targets.length).toBeGreaterThan(8);
  const ends = played.acts.flatMap((act: Act) => (act.act === 'activity' ? [base.estate.hosts[act.activity.from]?.role] : []));
  expect(new Set(ends)).toEqual(new Set(['desktop']));
  expect(played.acts.some(({ act }) => act === 'dump' || act === 'exploit')).toBe(false);
});

test('testers do much the same, but no truth tells of it, and a ticket names when, where and as whom', () => {
  for (const seed of [2, 3]) {
    const { played, told } = play('pentest', { seed });
    expect(told).toEqual([]);
    expect(played.acts.some(({ act }) => act === 'exploit') && played.acts.some(({ act }) => act === 'dump')).toBe(true);
    expect(played.acts.some(({ act }) => act === 'query' || act === 'install')).toBe(false);
    const [ticket] = played.tickets;
    for (const act of played.acts) {
      expect(timeOf(act) >= (ticket?.from ?? Infinity) && timeOf(act) < (ticket?.to ?? 0)).toBe(true);
      if (act.act !== 'activity') continue;
      expect(ticket?.hosts).toContain(act.activity.to);
    }
    expect((ticket?.to ?? 0) - (ticket?.from ?? 0)).toBeLessThan(16 * DAY);
  }
});

test('two actors share no door, tool or address, and overlap in time', () => {
  const { told, played } = play('two-actors', { seed: 1, days: 120 });
  const [one, other] = told.map(({ operations }) => operations[0]);
  expect(one?.id).not.toBe(other?.id);
  expect((one?.first ?? '') < (other?.last ?? '') && (other?.first ?? '') < (one?.last ?? '')).toBe(true);
  const doors = played.acts.flatMap((act) => (act.act === 'exploit' ? [`${act.host} ${act.client}`] : []));
  expect(new Set(doors).size).toBe(doors.length);
  const times = played.acts.map(timeOf);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const numbers = played.operations.map(({ queries }) => queries);
  expect(numbers[0]?.filter((number) => numbers[1]?.includes(number))).toEqual([]);
});

test('nobody intrudes in the quiet carrier', () => {
  const { played } = play('quiet', { seed: 1 });
  expect(played).toEqual({ acts: [], operations: [], tickets: [] });
});
