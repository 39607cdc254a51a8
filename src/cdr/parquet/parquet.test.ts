import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMasker, type StoreMapping } from '../../case/index.ts';
import { Duckdb } from '../../engine/index.ts';
import { loadCallRecords, type CallRecordProblem, type CallRecordStore } from '../index.ts';

const mapping: StoreMapping = {
  file: 'mappings/calls.yaml',
  store: 'calls',
  tables: ['calls'],
  files: '**',
  key: 'no',
  columns: { servedMSISDN: 'a', servedIMSI: 'imsi', servedIMEI: 'imei', otherMSISDN: 'b', startTime: 'at', duration: 'dur' },
  time_zone: 'Europe/Lisbon',
  load_time: 'loaded',
};
const plan = { country_code: '999', national_prefix: '0', msisdn_lengths: [12], mcc_mnc: ['00101'] };
const masker = createMasker({ key: new Uint8Array(32), plan, columns: new Map() });

let folder = '';
let engine: Duckdb;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hardcell-parquet-'));
  engine = await Duckdb.open({ threads: 1, memory: 300, temporary: null });
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes the rows of a query as a Parquet file below the folder. */
async function write(path: string, sql: string, format = 'parquet'): Promise<string> {
  const absolute = join(folder, path);
  mkdirSync(join(absolute, '..'), { recursive: true });
  await engine.run(`COPY (${sql}) TO '${absolute.replaceAll("'", "''")}' (FORMAT ${format})`);
  return absolute;
}

async function load(over: Partial<StoreMapping> = {}): Promise<{ store: CallRecordStore; problems: readonly CallRecordProblem[] }> {
  const { stores, problems } = await loadCallRecords(engine, folder, [{ ...mapping, ...over }], masker);
  const [store] = stores;
  if (!store) throw new Error('no store');
  return { store, problems };
}

/** All that is known of a store's records, under the names of its columns. */
async function told({ table, columns, records }: CallRecordStore): Promise<unknown> {
  const stored = columns.flatMap(({ name, text, time }) => [
    `${text} AS "${name.replaceAll('"', '""')}"`,
    `${time} AS "time of ${name.replaceAll('"', '""')}"`,
  ]);
  const rows = await engine.rows(
    `SELECT record_id, "start", loaded, duration, "id_servedMSISDN", "id_servedIMSI", "id_servedIMEI", "id_otherMSISDN", ${stored.join(', ')} FROM ${table} ORDER BY "start"`,
  );
  return { records, rows, profiles: columns.map(({ name, profile }) => ({ name, profile })) };
}

const ROWS = `SELECT * FROM (VALUES
  ('1', '+999171000001', '001010000000001', '350000000000017', '0171000002', '2024-07-01 12:00:00', '75', '2024-07-01 13:00:00'),
  ('2', '999171000001', '001010000000001', '35-000000-000001-7', '', '2024-07-01 12:00:01', '1:00', '2024-01-01 13:00'),
  ('', '00999171000003', '\\N', '', NULL, '2024-10-27 01:30:00', '', 'soon'),
  ('x999171000004', '0171000004', '', '', 'call-me', '2024-01-01', '0', '20240101120000')
) AS t(no, a, imsi, imei, b, "at", dur, loaded)`;

describe('call records in Parquet', () => {
  test('are what the same rows as delimited text are', async () => {
    await write('one.csv', ROWS, 'csv');
    const { store, problems } = await load();
    const text = JSON.stringify(await told(store));
    rmSync(join(folder, 'one.csv'));
    await engine.run(`DROP TABLE ${store.table}`);
    await write('one.parquet', ROWS);
    const parquet = await load();
    // Rows without a usable key are called after their place, which is another one there.
    const places = (of: string): string => of.replace(/"[0-9a-f]{16}:\d+"/g, '"place"');
    expect(places(JSON.stringify(await told(parquet.store)))).toBe(places(text));
    expect(parquet.problems).toEqual(problems);
    expect(problems.map(({ code }) => code)).toEqual(['CDR_TIME_UNREADABLE']);
  });

  test('are read by the types of their columns', async () => {
    await write(
      'typed.parquet',
      `SELECT 7::BIGINT AS no, 999171000001::BIGINT AS a, TIMESTAMP '2024-07-01 12:00:00.25' AS at, 75::INTEGER AS dur,
        TIMESTAMPTZ '2024-07-01 12:00:00+02' AS loaded, DATE '2024-07-01' AS day, 1.50::DECIMAL(9, 2) AS price, 3.0::DOUBLE AS factor, true AS flag, 'x'::BLOB AS bytes, [1, 2] AS list`,
    );
    const { store, problems } = await load({ columns: { servedMSISDN: 'a', startTime: 'at', duration: 'dur' } });
    expect(problems).toEqual([]);
    const { rows, profiles } = (await told(store)) as { rows: unknown[]; profiles: { name: string; profile: unknown }[] };
    expect(rows).toMatchObject([
      {
        record_id: 'calls:7',
        start: Date.parse('2024-07-01T11:00:00.250Z') * 1000,
        loaded: Date.parse('2024-07-01T10:00:00Z') * 1000,
        duration: 75,
        id_servedMSISDN: '999171000001',
        id_servedIMSI: null,
        at: '2024-07-01 12:00:00.25',
        'time of at': Date.parse('2024-07-01T12:00:00.250Z') * 1000,
        day: '2024-07-01',
        'time of day': Date.parse('2024-07-01') * 1000,
        price: '1.50',
        'time of price': null,
        factor: '3',
      },
    ]);
    const plain = { zoned: 'none', dateOnly: false, compact: false };
    expect(Object.fromEntries(profiles.map(({ name, profile }) => [name, profile]))).toMatchObject({
      no: { numeric: true, times: null },
      at: { numeric: false, times: plain },
      loaded: { times: { ...plain, zoned: 'all' } },
      day: { times: { ...plain, dateOnly: true } },
      price: { numeric: true },
      factor: { numeric: true },
      flag: { numeric: false, times: null },
    });
  });

  test('are named after their place where they have no key, or one that holds an identifier', async () => {
    await write(
      'one.parquet',
      `SELECT CASE i WHEN 1 THEN 'k-999171000001' WHEN 2 THEN NULL WHEN 3 THEN repeat('9', 300) ELSE 'k' || i END AS no, '999171000001' AS a FROM range(5) AS t(i)`,
    );
    const { store } = await load({ columns: { servedMSISDN: 'a' }, load_time: null });
    const ids = await engine.rows<{ record_id: string }>(`SELECT record_id FROM ${store.table}`);
    expect(ids.map(({ record_id }) => record_id.replace(/^[0-9a-f]{16}/, 'file'))).toEqual([
      'calls:k0',
      'file:1',
      'file:2',
      'file:3',
      'calls:k4',
    ]);
    const named = await load({ columns: { servedMSISDN: 'a' }, key: 'a', store: 'other' }).catch((cause: unknown) => String(cause));
    expect(named).toMatch(/already exists/);
  });

  test('stand beside delimited ones, and may lie in files of other columns and under any name', async () => {
    await write('a.csv', `SELECT '1' AS no, '999171000001' AS a`, 'csv');
    await write(`quo'te [x]*.parquet`, `SELECT '2' AS no, 1 AS "odd ""name"`);
    await write('folder?/b.PARQUET', `SELECT '3' AS no, '999171000003' AS a, 5 AS hardcell_file`);
    await write('folderx/b.parquet', `SELECT '4' AS no, NULL AS a, 6 AS hardcell_file`);
    writeFileSync(join(folder, 'copy.parquet'), readFileSync(join(folder, 'folderx/b.parquet')));
    const { store, problems } = await load({ columns: { servedMSISDN: 'a' }, load_time: null });
    expect(problems.map(({ code }) => code)).toEqual(['CDR_COLUMN_UNKNOWN']);
    expect(store).toMatchObject({ files: 4, duplicates: 1, records: 4 });
    const column = (name: string): string => store.columns.find((one) => one.name === name)?.text ?? '';
    const read = `SELECT record_id, ${column('a')} AS a, ${column('odd "name')} AS odd, ${column('hardcell_file')} AS file FROM ${store.table} ORDER BY record_id`;
    expect(await engine.rows(read)).toEqual([
      { record_id: 'calls:1', a: '999171000001', odd: null, file: null },
      { record_id: 'calls:2', a: null, odd: '1', file: null },
      { record_id: 'calls:3', a: '999171000003', odd: null, file: '5' },
      { record_id: 'calls:4', a: '', odd: null, file: '6' },
    ]);
  });

  test('of a damaged file are not read, which is told, and the others are', async () => {
    const whole = readFileSync(await write('good.parquet', `SELECT i AS no, '999171000001' AS a FROM range(3000) AS t(i)`));
    writeFileSync(join(folder, 'cut.parquet'), whole.subarray(0, whole.length - 9));
    writeFileSync(join(folder, 'text.parquet'), 'no,a\n1,999171000001\n');
    writeFileSync(join(folder, 'nothing.parquet'), '');
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 300, 900);
    writeFileSync(join(folder, 'damaged.parquet'), damaged);
    const { store, problems } = await load({ columns: { servedMSISDN: 'a' }, load_time: null });
    expect(store).toMatchObject({ files: 1, records: 3000, quarantined: 0 });
    expect(problems.map(({ file, code, bytes, rows }) => [file, code, bytes, rows])).toEqual([
      ['cut.parquet', 'CDR_PARQUET_UNREADABLE', whole.length - 9, 0],
      ['damaged.parquet', 'CDR_PARQUET_UNREADABLE', whole.length, 0],
      ['nothing.parquet', 'FILE_EMPTY', 0, 0],
      ['text.parquet', 'CDR_PARQUET_UNREADABLE', 20, 0],
    ]);
  });

  test('with any bytes changed are read or refused, and the case goes on', async () => {
    const whole = readFileSync(await write('one.parquet', ROWS));
    let n = 0;
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        // Under a name of its own: the engine remembers what it read under a name, and evidence does not change within a second.
        rmSync(join(folder, `${n === 0 ? 'one' : String(n - 1)}.parquet`));
        writeFileSync(join(folder, `${n}.parquet`), bytes);
        const { stores, problems } = await loadCallRecords(engine, folder, [{ ...mapping, store: `s${n}` }], masker);
        const [store] = stores;
        const refused = problems.some(
          ({ code }) => code === 'CDR_PARQUET_UNREADABLE' || code === 'CDR_HEADER_UNKNOWN' || code === 'CDR_HEADER_TWICE',
        );
        if (refused) expect(store?.records).toBe(0);
        else expect(await engine.rows(`SELECT count(*) AS n FROM ${store?.table ?? ''}`)).toEqual([{ n: store?.records }]);
        for (const kind of ['TABLE', 'VIEW']) for (const table of await tables(kind)) await engine.run(`DROP ${kind} ${table}`);
        n += 1;
      }),
      { numRuns: 20 },
    );
  });

  test('too many for memory are read where they lie', async () => {
    await write('many.parquet', `SELECT i AS no, '99917' || lpad((i % 1000)::VARCHAR, 7, '0') AS a FROM range(3000) AS t(i)`);
    const over = { ...mapping, columns: { servedMSISDN: 'a' }, load_time: null };
    const { stores } = await loadCallRecords(engine, folder, [over], masker, 2_999);
    const [store] = stores;
    if (!store) throw new Error('no store');
    expect(store.records).toBe(3_000);
    expect(await tables('VIEW')).toEqual([store.table]);
    expect(await engine.rows(`SELECT count(record_id) AS n FROM ${store.table} WHERE "id_servedMSISDN" = '999170000005'`)).toEqual([
      { n: 3 },
    ]);
  });
});

async function tables(kind: string): Promise<string[]> {
  const found = await engine.rows<{ name: string }>(
    kind === 'VIEW'
      ? 'SELECT view_name AS name FROM duckdb_views() WHERE NOT internal ORDER BY name'
      : 'SELECT table_name AS name FROM duckdb_tables() ORDER BY name',
  );
  return found.map(({ name }) => name);
}
