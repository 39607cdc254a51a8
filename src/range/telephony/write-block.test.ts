import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Duckdb } from '../../engine/index.ts';
import { wideColumnsOf } from '../warehouse/index.ts';
import { newRecordCounts, openRecordFinder, recordBlocks, writeBlock, type RecordQuestion, type RecordWorld } from './index.ts';
import { smallCarrier } from './test-support/small-carrier.ts';
import { blockFile } from './write-block.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hardcell-records-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

test.each(['parquet', 'csv'] as const)('the same bytes of %s come of any order of blocks, in worlds drawn apart', (format) => {
  const digests = (world: RecordWorld, places: readonly number[]): string[] =>
    places.map((place) => {
      const hash = createHash('sha256');
      const fromDay = 4 * place;
      const block = { path: '', fromDay, toDay: fromDay + 4, fromSubscriber: 0, toSubscriber: 150 };
      for (const part of blockFile(world, block, place).parts) hash.update(part);
      return hash.digest('hex');
    });
  const inTurn = digests(smallCarrier(150, 12, format), [0, 1, 2]);
  expect(digests(smallCarrier(150, 12, format), [2, 1, 0]).reverse()).toEqual(inTurn);
  expect(new Set([...inTurn, ...digests(smallCarrier(150, 12, format, 2), [0])]).size).toBe(4);
});

test('blocks cover every subscriber-day once, however many there are', () => {
  for (const [subscribers, days] of [
    [100, 14],
    [1_000, 120],
    [5_000, 420],
    [100_000, 3],
    [1_000_000, 2],
  ] as const) {
    const { span } = smallCarrier(100, days);
    const blocks = recordBlocks({ subscribers, recordFormat: 'parquet' }, span);
    const covered = blocks.reduce((sum, b) => sum + (b.toDay - b.fromDay) * (b.toSubscriber - b.fromSubscriber), 0);
    expect(covered).toBe(subscribers * days);
    expect(new Set(blocks.map(({ path }) => path)).size).toBe(blocks.length);
    expect(Math.max(...blocks.map((b) => (b.toDay - b.fromDay) * (b.toSubscriber - b.fromSubscriber) * 9))).toBeLessThan(700_000);
  }
});

test.each(['parquet', 'csv'] as const)('questions are answered from %s files as by looking at every row', async (format) => {
  const cdr = newFolder(format);
  const carrier = smallCarrier(150, 10, format);
  const { telephony, span, store } = carrier;
  const counts = newRecordCounts({ subscribers: 150, days: 10 });
  const file = await writeBlock(carrier, 0, counts, cdr);
  const names = wideColumnsOf(store);
  const engine = await Duckdb.open({ threads: 1, memory: 200, temporary: null });
  const rows = await engine.rows<Record<string, string | null>>(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM '${join(cdr, file.path)}'`);
  engine.close();
  expect(rows.length).toBe(file.records);
  expect(new Set(rows.map((row) => row[names.number])).size).toBe(file.records);
  expect(counts.counts.reduce((sum, n) => sum + n, 0)).toBe(file.records);
  const someone = 20;
  const wanted = telephony.msisdnOf(someone);
  const own = rows.filter((row) => row[names.msisdn] === wanted);
  expect(counts.counts.slice(someone * 10, someone * 10 + 10).reduce((sum, n) => sum + n, 0)).toBe(own.length);

  const finder = await openRecordFinder(carrier, cdr);
  const asked = span.from + 7.5 * 86_400_000_000;
  const ask = (conditions: RecordQuestion['conditions']): Promise<readonly string[]> =>
    finder.find({ columns: null, conditions, targets: [], understood: true }, asked);
  const answer = (holds: (cell: (column: keyof typeof names) => string) => boolean): string[] =>
    rows
      .filter((row) => Date.parse(`${row[names.loaded] ?? ''}Z`) * 1000 <= asked && holds((column) => row[names[column]] ?? ''))
      .map((row) => `${store.name}:${row[names.number] ?? ''}`)
      .sort();
  const time = (text: string): number => Date.parse(`${text}Z`) * 1000;
  const imei = telephony.imeiOf(someone, span.from);
  const area = telephony.areaOf(telephony.cellOf(someone, span.from));
  const [from, to] = [span.from + 2 * 86_400_000_000, span.from + 5 * 86_400_000_000 + 3_600_000_000];
  const others = telephony.contactsOf(someone).map((i) => telephony.msisdnOf(i));
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const cases = [
    [await ask([]), answer(() => true)],
    [await ask([{ kind: 'equals', column: 'msisdn', value: wanted }]), answer((of) => of('msisdn') === wanted)],
    [await ask([{ kind: 'equals', column: 'imei', value: imei }]), answer((of) => of('imei') === imei)],
    [await ask([{ kind: 'in', column: 'other', values: others }]), answer((of) => others.includes(of('other')))],
    [
      await ask([{ kind: 'prefix', column: 'msisdn', value: wanted.slice(0, 8) }]),
      answer((of) => of('msisdn').startsWith(wanted.slice(0, 8))),
    ],
    [
      await ask([
        { kind: 'between', column: 'start', from, to },
        { kind: 'longer', column: 'duration', seconds: 600 },
      ]),
      answer((of) => time(of('start')) >= from && time(of('start')) < to && Number(of('duration')) > 600),
    ],
    [await ask([{ kind: 'area', area }]), answer((of) => of('cell').split('-')[2] === area)],
    [await ask([{ kind: 'md5', column: 'msisdn', digits: 'a' }]), answer((of) => md5(of('msisdn')).startsWith('a'))],
    [
      await ask([{ kind: 'equals', column: 'number', value: own[3]?.[names.number] ?? '' }]),
      answer((of) => of('number') === own[3]?.[names.number]),
    ],
    [await ask([{ kind: 'between', column: 'loaded', from, to }]), answer((of) => time(of('loaded')) >= from && time(of('loaded')) < to)],
  ] as const;
  finder.close();
  for (const [found, expected] of cases) {
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(0);
  }
});
