import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMasker, type StoreMapping } from '../../case/index.ts';
import { loadCallRecords, type CallRecordStore } from '../../cdr/index.ts';
import { Duckdb } from '../../engine/index.ts';
import { postgresqlDialect } from '../postgresql/index.ts';
import type { Dialect } from '../statement.ts';
import { shapeOf } from '../store-access.ts';
import { TakenRecords } from './index.ts';

/**
 * The judge is a database with real types, NULLs and empty texts, which runs our own generated statements; what we are given is its records as delimited text,
 * where types, NULL and empty can't be told apart. Nothing that it returns may be left out, and nothing that it does not return may be confirmed.
 */
interface Row {
  readonly no: number;
  readonly a: string | null;
  readonly national: string | null;
  readonly dur: number | null;
  readonly began: string | null;
  readonly cell: string | null;
}

const DAY = ['2024-03-01', '2024-03-02', '2024-03-03'] as const;
const arbitraryRow = fc.record({
  a: fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((n) => `9991710000${n}`),
    fc.constant('999171'),
    fc.constant(null),
  ),
  national: fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((n) => `01710${n}`),
    fc.constant(''),
    fc.constant(null),
    fc.constant('+99917'),
  ),
  dur: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 90, max: 110 }), fc.constant(null)),
  began: fc.oneof(
    fc
      .tuple(fc.constantFrom(...DAY), fc.integer({ min: 0, max: 23 }))
      .map(([day, hour]) => `${day} ${String(hour).padStart(2, '0')}:00:00`),
    fc.constant(null),
  ),
  cell: fc.oneof(fc.constantFrom('001-01-1-1', '001-01-1-12', '001-01-2-1', 'X_1', 'x%1', '', 'a\\b'), fc.constant(null)),
});

const digits = fc.oneof(
  fc.integer({ min: 0, max: 45 }).map((n) => `9991710000${n}`),
  fc.constantFrom('999171', '99917', '7', ''),
);
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const texts = fc.oneof(digits, fc.constantFrom('001-01-1-1', 'X_1', 'x%1', 'a\\b', '01710', '017101', '0171023', '+99917'));
const times = fc.oneof(
  fc.constantFrom(...DAY).map(quoted),
  fc.tuple(fc.constantFrom(...DAY), fc.integer({ min: 0, max: 23 })).map(([day, hour]) => `'${day} ${String(hour).padStart(2, '0')}:00'`),
  fc.constantFrom(...DAY).map((day) => `timestamp '${day} 12:00:00'`),
  fc.constantFrom(...DAY).map((day) => `'${day}'::timestamp`),
  fc.constantFrom(...DAY).map((day) => `date '${day}' + interval '6 hours'`),
);
const pattern = fc
  .array(fc.constantFrom('%', '_', '9', '99917', '1', '001-01', '0171', 'x', 'X', '\\%', '\\_', '\\\\'), { maxLength: 5 })
  .map((parts) => parts.join(''));
const order = fc.constantFrom('<', '<=', '>', '>=');
const textColumn = fc.constantFrom('a', 'national', 'cell');

const atom = fc.oneof(
  fc.tuple(textColumn, fc.constantFrom('=', '<>'), texts).map(([column, operator, text]) => `${column} ${operator} ${quoted(text)}`),
  fc
    .tuple(textColumn, fc.constantFrom('in', 'not in'), fc.array(texts, { minLength: 1, maxLength: 20 }))
    .map(([column, operator, list]) => `c.${column} ${operator} (${list.map(quoted).join(', ')})`),
  fc
    .tuple(textColumn, fc.constantFrom('like', 'not like', 'ilike'), pattern)
    .map(([column, operator, like]) => `${column} ${operator} ${quoted(like)}`),
  fc.tuple(fc.constantFrom('a', 'national'), order, digits).map(([column, operator, text]) => `${column} ${operator} ${quoted(text)}`),
  fc
    .tuple(textColumn, fc.integer({ min: 1, max: 6 }), texts)
    .map(([column, length, text]) => `left(${column}, ${length}) = ${quoted(text)}`),
  fc
    .tuple(order, fc.integer({ min: 0, max: 110 }), fc.boolean())
    .map(([operator, n, asText]) => `dur ${operator} ${asText ? quoted(String(n)) : n}`),
  fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 110 })).map(([low, high]) => `dur between ${low} and ${high}`),
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }).map((list) => `dur in (${list.join(', ')})`),
  fc.tuple(fc.oneof(order, fc.constantFrom('=', '<>')), times).map(([operator, time]) => `began ${operator} ${time}`),
  fc.tuple(times, times).map(([low, high]) => `began not between ${low} and ${high}`),
  fc.tuple(fc.constantFrom('=', '<', '>='), fc.constantFrom(...DAY)).map(([operator, day]) => `began::date ${operator} '${day}'`),
  fc.tuple(textColumn, fc.constantFrom('is null', 'is not null')).map(([column, test]) => `${column} ${test}`),
  fc.constantFrom('length(a) > 10', "md5(cell) > '8'", 'a = national', 'dur % 2 = 0', 'true', '1 = 2'),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atom,
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie('condition').map((inner) => `not (${inner})`),
  ),
}));
const select = fc
  .tuple(fc.constantFrom('no, a', '*', 'no, upper(cell)', 'c.no'), condition, fc.option(fc.integer({ min: 0, max: 300 }), { freq: 6 }))
  .map(([list, where, limit]) => `select ${list} from calls c where ${where}${limit === null ? '' : ` limit ${limit}`}`);
const statement = fc.oneof(
  { weight: 8, arbitrary: select },
  {
    weight: 1,
    arbitrary: fc
      .tuple(condition, condition)
      .map(([a, b]) => `select no from calls c where ${a} union all select no from calls c where ${b}`),
  },
  {
    weight: 1,
    arbitrary: condition.map((where) => `with x as (select * from calls c where ${where}) select no from x where dur > 5`),
  },
);

const mapping: StoreMapping = {
  file: 'm.yaml',
  store: 's',
  tables: ['calls'],
  files: '*.csv',
  key: 'no',
  columns: { servedMSISDN: 'a', otherMSISDN: 'national', duration: 'dur', cell: 'cell' },
  time_zone: 'UTC',
  load_time: null,
};

describe('what a statement returned', () => {
  let judge: Duckdb;
  let engine: Duckdb;
  let store: CallRecordStore;
  let taken: TakenRecords;
  let dialect: Dialect;
  const folder = mkdtempSync(join(tmpdir(), 'hardcell-soundness-'));

  beforeAll(async () => {
    const rows: Row[] = fc.sample(arbitraryRow, { numRuns: 250, seed: 7 }).map((row, no) => ({ no: no + 1, ...row }));
    const cell = (value: string | number | null): string => (value === null ? '' : `"${String(value)}"`);
    writeFileSync(
      join(folder, 'calls.csv'),
      `no,a,national,dur,began,cell\n${rows.map((row) => Object.values(row).map(cell).join(',')).join('\n')}\n`,
    );
    judge = await Duckdb.open({ threads: 1, memory: 200, temporary: null });
    await judge.run('CREATE TABLE calls (no BIGINT, a VARCHAR, national VARCHAR, dur BIGINT, began TIMESTAMP, cell VARCHAR)');
    const literal = (value: string | number | null): string =>
      value === null ? 'NULL' : typeof value === 'number' ? String(value) : quoted(value);
    await judge.run(`INSERT INTO calls VALUES ${rows.map((row) => `(${Object.values(row).map(literal).join(', ')})`).join(', ')}`);
    engine = await Duckdb.open({ threads: 1, memory: 300, temporary: null });
    const loaded = await loadCallRecords(
      engine,
      folder,
      [mapping],
      createMasker({ key: new Uint8Array(32), plan: null, columns: new Map() }),
    );
    const [first] = loaded.stores;
    if (!first || first.records !== rows.length) throw new Error('the store was not read whole');
    store = first;
    taken = await TakenRecords.open(engine);
    dialect = await postgresqlDialect();
  });

  afterAll(() => {
    judge.close();
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the judge returns; unlike PostgreSQL it has no escape character in patterns until one is named. */
  async function returnedBy(sql: string): Promise<Set<string>> {
    const rows = await judge.rows<{ no: number }>(sql.replace(/like '(?:[^']|'')*'/g, "$& escape '\\'"));
    return new Set(rows.map((row) => `s:${row.no}`));
  }

  async function graded(sql: string): Promise<{ confirmed: Set<string>; possible: Set<string>; widened: number }> {
    await engine.run('DELETE FROM taken');
    let widened = 0;
    for (const { reads } of dialect.read(sql, shapeOf(store), { parameters: null, time: 4e15, sessionStart: null, zone: null })) {
      for (const read of reads) widened += (await taken.take(store, { access: 0, read, time: 4e15, certain: true })).widened.length;
    }
    const rows = await engine.rows<{ record_id: string; sure: boolean }>(
      'SELECT record_id, bool_or(sure) AS sure FROM taken GROUP BY record_id ORDER BY record_id',
    );
    const ids = (sure: boolean): Set<string> => new Set(rows.filter((row) => row.sure === sure).map((row) => row.record_id));
    return { confirmed: ids(true), possible: ids(false), widened };
  }

  test('is never left out, and what it did not return is never confirmed', async () => {
    let exact = 0;
    let returning = 0;
    await fc.assert(
      fc.asyncProperty(statement, async (sql) => {
        const returned = await returnedBy(sql);
        const { confirmed, possible } = await graded(sql);
        expect([...returned].filter((id) => !confirmed.has(id) && !possible.has(id))).toEqual([]);
        expect([...confirmed].filter((id) => !returned.has(id))).toEqual([]);
        if (returned.size > 0) returning += 1;
        if (returned.size > 0 && possible.size === 0) exact += 1;
      }),
      { numRuns: 500, seed: 11 },
    );
    console.log(
      `of 500 generated statements ${returning} returned records, ${exact} of them with every record confirmed and none possible`,
    );
    expect(exact).toBeGreaterThan(60);
  }, 60_000);

  test.each([
    ["select no from calls where a = '999171000012'", true],
    ["select no from calls where a in ('9991710000' || '12')", false],
    ['select no from calls where dur > 20', true],
    ["select no from calls where began >= '2024-03-01 05:00' and began < '2024-03-02'", true],
    ["select no from calls where a like '99917100001%' limit 250", true],
    ["select no from calls where a like '99917100001%' limit 1", false],
    ["select no from calls where a = '999171000012' and length(cell) > 3", false],
    ["select no from calls where a = '999171000012' union all select no from calls where dur = 3", true],
  ])('%s is confirmed whole: %s', async (sql, whole) => {
    const returned = await returnedBy(sql);
    const { confirmed, possible, widened } = await graded(sql);
    expect(returned.size).toBeGreaterThan(0);
    expect(confirmed.size === returned.size && possible.size === 0).toBe(whole);
    expect(widened === 0).toBe(whole);
  });

  test.each([
    [
      'thousands of conditions',
      `select no from calls where ${Array.from({ length: 5_000 }, (_, i) => `(a = '${i}' and cell > '${i}')`).join(' or ')} or dur = 3`,
    ],
    [
      'a list of a hundred thousand',
      `select no from calls where a in (${Array.from({ length: 100_000 }, (_, i) => `'x${i}'`).join(',')}) or dur = 3`,
    ],
    ['deep conditions', `select no from calls where dur = 3 or ${'(dur = 7 and (dur = 3 or '.repeat(200)}dur = 3${'))'.repeat(200)}`],
  ])('is found for a statement with %s', async (_, sql) => {
    const { confirmed, possible } = await graded(sql);
    const sought = await returnedBy('select no from calls where dur = 3');
    expect([...sought].filter((id) => !confirmed.has(id) && !possible.has(id))).toEqual([]);
  });
});
