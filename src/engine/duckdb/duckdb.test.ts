import { afterEach, beforeEach, expect, it } from 'vitest';
import { Duckdb } from './duckdb.ts';

let engine: Duckdb;
beforeEach(async () => {
  engine = await Duckdb.open({ threads: 2, memory: 300, temporary: null });
});
afterEach(() => {
  engine.close();
});

it('queries that run at once each get all their rows', async () => {
  const counts = [10_000, 20_000, 30_000, 5];
  const results = await Promise.all(
    counts.map((n) => engine.rows<{ i: number }>(`SELECT i, ${n} AS n FROM range(${n}) AS t(i) ORDER BY i`)),
  );
  expect(results.map((rows) => rows.length)).toEqual(counts);
  expect(results.map((rows) => rows.at(-1)?.i)).toEqual(counts.map((n) => n - 1));
});

it('a query inside another’s rows disturbs neither', async () => {
  let seen = 0;
  for await (const block of engine.stream<{ i: number }>('SELECT i FROM range(10000) AS t(i)')) {
    seen += block.length;
    expect(await engine.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  }
  expect(seen).toBe(10_000);
});

it('speaks UTC on every connection, whatever the machine does', async () => {
  expect(await engine.rows("SELECT current_setting('TimeZone') AS zone")).toEqual([{ zone: 'UTC' }]);
});

it('gives integers above 2^53 as their digits', async () => {
  expect(await engine.rows('SELECT 9007199254740993 AS big, 9007199254740991 AS safe')).toEqual([
    { big: '9007199254740993', safe: 9_007_199_254_740_991 },
  ]);
});

it('reaches for nothing outside: no extension is fetched', async () => {
  await expect(engine.rows("SELECT * FROM read_xlsx('x.xlsx')")).rejects.toThrow();
});

it('statements that do not need each other are all run, whatever their number', async () => {
  await engine.runEach(Array.from({ length: 9 }, (_, n) => `CREATE TABLE t${n} AS SELECT ${n} AS n`));
  const made = await engine.rows("SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 't_' ORDER BY name");
  expect(made.map(({ name }) => name)).toEqual(Array.from({ length: 9 }, (_, n) => `t${n}`));
  expect(await engine.rows("SELECT current_setting('threads') AS threads")).toEqual([{ threads: 2 }]);
});

it('of statements that do not need each other none begins after one has failed', async () => {
  const statements = ['SELECT nonsense', 'SELECT nonsense', ...Array.from({ length: 9 }, (_, n) => `CREATE TABLE u${n} AS SELECT 1 AS n`)];
  await expect(engine.runEach(statements)).rejects.toThrow(/nonsense/);
  expect(await engine.rows("SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'u_'")).toEqual([]);
  expect(await engine.rows("SELECT current_setting('threads') AS threads")).toEqual([{ threads: 2 }]);
});

it('writes nothing to disk where spilling is forbidden', async () => {
  await expect(
    engine.run('CREATE TABLE big AS SELECT i, md5(i::VARCHAR) AS a, md5((i + 1)::VARCHAR) AS b FROM range(20000000) AS t(i)'),
  ).rejects.toThrow(/memory/i);
});
