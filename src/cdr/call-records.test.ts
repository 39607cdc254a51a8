import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMasker, type Masker, type StoreMapping } from '../case/index.ts';
import { Duckdb } from '../engine/index.ts';
import { loadCallRecords, type CallRecordProblem, type CallRecordStore } from './index.ts';

const mapping: StoreMapping = {
  file: 'mappings/calls.yaml',
  store: 'calls',
  tables: ['cdr.calls', 'calls'],
  files: '**/*.csv',
  key: 'no',
  columns: { servedMSISDN: 'a', servedIMSI: 'imsi', servedIMEI: 'imei', otherMSISDN: 'b', startTime: 'at', duration: 'dur' },
  time_zone: 'Europe/Lisbon',
  load_time: null,
};
const HEADER = 'no,a,imsi,imei,b,at,dur';
const ROW = '1,+999171000001,001010000000001,350000000000017,0999171000002,2024-07-01 12:00:00,75';

let folder = '';
let engine: Duckdb;
const masker: Masker = createMasker({ key: new Uint8Array(32), plan: null, columns: new Map() });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hardcell-cdr-'));
  engine = await Duckdb.open({ threads: 1, memory: 200, temporary: null });
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(
  files: Record<string, string>,
  over: Partial<StoreMapping> = {},
): Promise<{ store: CallRecordStore; problems: readonly CallRecordProblem[] }> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { stores, problems } = await loadCallRecords(engine, folder, [{ ...mapping, ...over }], masker);
  const [store] = stores;
  if (!store) throw new Error('no store');
  return { store, problems };
}

describe('call records', () => {
  test('are there as stored, with canonical identifiers, UTC start and duration', async () => {
    const { store, problems } = await load({ 'day/one.csv': `${HEADER}\n${ROW}\n` });
    expect(problems).toEqual([]);
    const stored = store.columns.map((column) => `${column.text} AS "${column.name}"`).join(', ');
    expect(
      await engine.rows(
        `SELECT record_id, "start", duration, "id_servedMSISDN", "id_servedIMSI", "id_servedIMEI", ${stored} FROM ${store.table}`,
      ),
    ).toEqual([
      {
        record_id: 'calls:1',
        start: Date.parse('2024-07-01T11:00:00Z') * 1000,
        duration: 75,
        id_servedMSISDN: '999171000001',
        id_servedIMSI: '001010000000001',
        id_servedIMEI: '35000000000001',
        no: '1',
        a: '+999171000001',
        imsi: '001010000000001',
        imei: '350000000000017',
        b: '0999171000002',
        at: '2024-07-01 12:00:00',
        dur: '75',
      },
    ]);
  });

  test('are named after their key, or after their place where there is none that may be written', async () => {
    const rows = [',999171000001,,,,,', 'k-999171000001,999171000001,,,,,', 'k2,999171000001,,,,,'].join('\n');
    const { store } = await load({ 'one.csv': `${HEADER}\n${rows}\n` });
    const ids = (await engine.rows<{ record_id: string }>(`SELECT record_id FROM ${store.table}`)).map((row) => row.record_id);
    expect(ids[0]).toMatch(/^[0-9a-f]{16}:24$/);
    expect(ids[1]).toMatch(/^[0-9a-f]{16}:\d+$/);
    expect(ids[2]).toBe('calls:k2');
  });

  test('are never named after a column of identifiers', async () => {
    const { store } = await load({ 'one.csv': `${HEADER}\n${ROW}\n` }, { key: 'imsi' });
    expect(await engine.rows(`SELECT record_id FROM ${store.table}`)).toEqual([
      { record_id: expect.stringMatching(/^[0-9a-f]{16}:24$/) as string },
    ]);
  });

  test('and quarantined rows are together the rows that were read', async () => {
    const { store, problems } = await load({ 'one.csv': `${HEADER}\n${ROW}\n1,2\n3,4\n${ROW}\n"x\n`, 'two.csv': `${HEADER}\n5\n` });
    expect(store).toMatchObject({ files: 2, records: 2, quarantined: 4 });
    expect(problems.map(({ file, offset, bytes, code, rows }) => ({ file, offset, bytes, code, rows }))).toEqual([
      { file: 'one.csv', offset: 24 + ROW.length + 1, bytes: 8, code: 'CDR_ROW_FIELDS', rows: 2 },
      { file: 'one.csv', offset: 24 + 2 * (ROW.length + 1) + 8, bytes: 3, code: 'CDR_ROW_QUOTES', rows: 1 },
      { file: 'two.csv', offset: 24, bytes: 2, code: 'CDR_ROW_FIELDS', rows: 1 },
    ]);
  });

  test('are read without a column that the mapping names and the header lacks, which is told at the mapping', async () => {
    const { store, problems } = await load({ 'one.csv': `${HEADER}\n${ROW}\n` }, { columns: { ...mapping.columns, cell: 'cgi' } });
    expect(store.records).toBe(1);
    expect(problems).toEqual([
      {
        file: 'mappings/calls.yaml',
        offset: 0,
        bytes: 0,
        code: 'CDR_COLUMN_UNKNOWN',
        reason: 'column `cgi`, given for cell, is not in the header of one.csv',
        rows: 0,
      },
    ]);
  });

  test.each([
    ['has none of the mapped columns', 'x,y\n1,2\n', 'CDR_HEADER_UNKNOWN'],
    ['names a column twice', `${HEADER},A\n`, 'CDR_HEADER_TWICE'],
    ['is empty', '', 'FILE_EMPTY'],
  ])('of a file whose header %s are not read, which is told', async (_, content, code) => {
    const { store, problems } = await load({ 'one.csv': content });
    expect(store.records).toBe(0);
    expect(problems.map((item) => [item.file, item.code, item.bytes])).toEqual([['one.csv', code, content.length]]);
  });

  test('of one file that is there twice are read once', async () => {
    const { store } = await load({ 'one.csv': `${HEADER}\n${ROW}\n`, 'two.csv': `${HEADER}\n${ROW}\n` });
    expect(store).toMatchObject({ files: 1, duplicates: 1, records: 1 });
  });

  test('may stand in files of different columns; what a file lacks is not known, and not empty', async () => {
    const { store } = await load({ 'one.csv': 'no,a\n1,999171000001\n', 'two.csv': 'no,a,cell\n2,999171000001,\n' });
    const cell = store.columns.find((column) => column.name === 'cell')?.text ?? '';
    expect(await engine.rows(`SELECT record_id, ${cell} AS cell FROM ${store.table} ORDER BY record_id`)).toEqual([
      { record_id: 'calls:1', cell: null },
      { record_id: 'calls:2', cell: '' },
    ]);
  });

  test('are looked for inside the folder alone, and a loop of links ends', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'hardcell-outside-'));
    writeFileSync(join(outside, 'far.csv'), `${HEADER}\n${ROW}\n`);
    symlinkSync(outside, join(folder, 'away'));
    symlinkSync(folder, join(folder, 'loop'));
    symlinkSync(join(folder, 'gone'), join(folder, 'broken.csv'));
    const { store, problems } = await load({ 'one.csv': `${HEADER}\n${ROW}\n`, 'notes.txt': 'hello' });
    rmSync(outside, { recursive: true });
    expect(store.records).toBe(1);
    expect(problems.map((item) => [item.file, item.code])).toEqual([
      ['away', 'CDR_LINK_OUTSIDE'],
      ['broken.csv', 'LINK_BROKEN'],
      ['loop', 'LINK_LOOP'],
      ['notes.txt', 'CDR_FILE_UNMAPPED'],
    ]);
  });

  test('are missed where a mapping finds no file, or the folder is not there', async () => {
    expect((await load({}, { files: 'none/*.csv' })).problems.map((item) => item.code)).toEqual(['CDR_NO_FILES']);
    const gone = await loadCallRecords(
      await Duckdb.open({ threads: 1, memory: 100, temporary: null }),
      join(folder, 'gone'),
      [mapping],
      masker,
    );
    expect(gone.problems.map((item) => item.code)).toContain('CDR_FOLDER_UNREADABLE');
  });

  test('whose times cannot be read stay records, and it is told', async () => {
    const { store, problems } = await load(
      { 'one.csv': `${HEADER}\n1,,,,,yesterday,\n2,,,,,2024-07-01 12:00:00,\n` },
      { load_time: 'never' },
    );
    expect(store).toMatchObject({ records: 2, loadKnown: false });
    expect(problems.map((item) => item.code)).toEqual(['CDR_LOAD_TIME_UNKNOWN', 'CDR_TIME_UNREADABLE']);
  });
});
