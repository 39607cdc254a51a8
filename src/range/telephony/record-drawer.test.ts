import { expect, test } from 'vitest';
import { GPRS, MOC, MTC, SMS_MO, SMS_MT, type RecordBatch } from './record-batch.ts';
import { smallCarrier } from './test-support/small-carrier.ts';
import { drawBlock } from './write-block.ts';

const SUBSCRIBERS = 400;
const DAYS = 28;
const carrier = smallCarrier(SUBSCRIBERS, DAYS);
const { telephony, span } = carrier;
const { country, people } = telephony.network;

interface Drawn {
  readonly served: number;
  readonly other: number;
  readonly start: number;
  readonly duration: number;
  readonly cell: number;
  readonly type: number;
  readonly uplink: number;
  readonly downlink: number;
  readonly loaded: number;
}

function drawn(fromDay: number, toDay: number, fromSubscriber = 0, toSubscriber = SUBSCRIBERS): Drawn[] {
  const { batch, order } = drawBlock(carrier, { path: '', fromDay, toDay, fromSubscriber, toSubscriber });
  return Array.from(order, (row) => recordOf(batch, row));
}

function recordOf(batch: RecordBatch, row: number): Drawn {
  const { served, other, start, duration, cell, type, uplink, downlink, loaded } = batch;
  const at = (values: ArrayLike<number>): number => values[row] ?? NaN;
  return {
    served: at(served),
    other: at(other),
    start: at(start),
    duration: at(duration),
    cell: at(cell),
    type: at(type),
    uplink: at(uplink),
    downlink: at(downlink),
    loaded: at(loaded),
  };
}

const records = drawn(0, DAYS);

test('records are the same whether days and subscribers are drawn together or apart', () => {
  const keys = (of: readonly Drawn[]): string[] => of.flatMap((record) => (record.served < 40 ? [JSON.stringify(record)] : [])).sort();
  expect(keys([...drawn(0, 11), ...drawn(11, DAYS, 0, 150), ...drawn(11, DAYS, 150)])).toEqual(keys(records));
});

test('records stand in order of their start', () => {
  expect(records.every((record, i) => i === 0 || record.start >= (records[i - 1]?.start ?? 0))).toBe(true);
});

test('there are at least eight a subscriber-day, and their number is heavy-tailed over subscribers', () => {
  expect(records.length / SUBSCRIBERS / DAYS).toBeGreaterThan(8);
  expect(records.length / SUBSCRIBERS / DAYS).toBeLessThan(9.5);
  const calls = Array.from({ length: SUBSCRIBERS }, () => 0);
  for (const { served, type } of records) if (type !== GPRS && served >= people.hubs) calls[served] = (calls[served] ?? 0) + 1;
  calls.sort((a, b) => b - a);
  const share = (first: number): number => calls.slice(0, first).reduce((sum, n) => sum + n, 0) / calls.reduce((sum, n) => sum + n, 0);
  expect(share(SUBSCRIBERS / 10)).toBeGreaterThan(0.22);
  expect(share(SUBSCRIBERS / 10)).toBeLessThan(0.5);
});

test('a call between two subscribers has a record at each end, with the cell each is in', () => {
  const called = new Map<string, number>();
  let calls = 0;
  for (const record of records)
    if (record.type === MTC) {
      const key = `${record.other} ${record.served} ${record.duration} ${record.start}`;
      called.set(key, (called.get(key) ?? 0) + 1);
    }
  for (const { served, other, start, duration, type } of records) {
    if (type !== MOC || other < 0 || start > DAYS * 86_400 - 140_000) continue;
    const key = [0, 1].map((late) => `${served} ${other} ${duration} ${start + late}`).find((one) => (called.get(one) ?? 0) > 0);
    expect(key, `${served} calls ${other} at ${start}`).toBeDefined();
    called.set(key ?? '', (called.get(key ?? '') ?? 0) - 1);
    calls += 1;
  }
  expect(calls).toBeGreaterThan(1_000);
  for (const { served, start, cell } of records.slice(0, 4_000))
    expect(country.names[cell]).toBe(telephony.cellOf(served, span.from + start * 1e6));
});

test('a text between two subscribers is sent and received', () => {
  const count = (type: number): number => records.filter((record) => record.type === type && record.other >= 0).length;
  expect(count(SMS_MO)).toBeGreaterThan(1_000);
  expect(Math.abs(count(SMS_MT) - count(SMS_MO)) / count(SMS_MO)).toBeLessThan(0.01);
});

test('parts of a long call or session follow one another without a gap, and hold its bytes by their lengths', () => {
  const next = new Map<string, Drawn>();
  for (const record of records) if (record.type === GPRS) next.set(`${record.served} ${record.start}`, record);
  const followed = new Set<Drawn>();
  let chains = 0;
  for (const record of records) {
    if (record.type !== GPRS || record.duration !== 3_600 || followed.has(record) || record.start > DAYS * 86_400 - 140_000) continue;
    const chain = [record];
    for (let last = record; last.duration === 3_600;) {
      const part = next.get(`${last.served} ${last.start + last.duration}`);
      if (!part) break;
      chain.push(part);
      followed.add(part);
      last = part;
    }
    const seconds = chain.reduce((sum, part) => sum + part.duration, 0);
    const bytes = chain.reduce((sum, part) => sum + part.downlink, 0);
    chains += chain.length > 1 ? 1 : 0;
    for (const part of chain) expect(Math.abs(part.downlink - (bytes * part.duration) / seconds)).toBeLessThan(2);
  }
  expect(chains).toBeGreaterThan(500);
  const calls = records.filter(({ type, duration }) => type === MOC && duration === 1_800);
  expect(calls.length).toBeGreaterThan(10);
  expect(records.every(({ type, duration }) => duration <= (type === GPRS ? 3_600 : 1_800))).toBe(true);
});

test('records are loaded minutes to hours after they end, those from abroad the next day, and none after the logs were collected', () => {
  const delays = records.map(({ start, duration, loaded }) => loaded - start - duration).sort((a, b) => a - b);
  expect(delays[0]).toBeGreaterThan(0);
  expect(delays[Math.floor(delays.length / 2)]).toBeLessThan(3_600);
  expect(delays.at(-1)).toBeGreaterThan(5 * 3_600);
  expect(Math.max(...records.slice(-5_000).map(({ loaded }) => loaded))).toBeLessThan(DAYS * 86_400);
});
