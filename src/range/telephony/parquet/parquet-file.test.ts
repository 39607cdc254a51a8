import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Duckdb } from '../../../engine/index.ts';
import { parquetFile } from './index.ts';

let folder = '';
let engine: Duckdb;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hardcell-parquet-'));
  engine = await Duckdb.open({ threads: 1, memory: 200, temporary: null });
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = fc.record({
  long: fc.maxSafeInteger(),
  some: fc.option(fc.maxSafeInteger()),
  time: fc.integer({ min: -(2 ** 51), max: 2 ** 51 }),
  short: fc.integer(),
  text: fc.string({ unit: 'grapheme' }),
  maybe: fc.option(fc.constantFrom('a', '', 'bc')),
});

test('an engine reads from a file what was written to it, in its types', async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const texts = [...new Set(rows.map(({ text }) => text))];
      const maybes = [...new Set(rows.flatMap(({ maybe }) => maybe ?? []))];
      const path = join(folder, `${n++}.parquet`);
      const parts = parquetFile([
        { name: 'long', kind: 'long', optional: false, values: Float64Array.from(rows, (one) => one.long) },
        { name: 'some', kind: 'long', optional: true, values: Float64Array.from(rows, (one) => one.some ?? NaN) },
        { name: 'time', kind: 'time', optional: false, values: Float64Array.from(rows, (one) => one.time) },
        { name: 'short', kind: 'integer', optional: false, values: Int32Array.from(rows, (one) => one.short) },
        { name: 'text', kind: 'text', optional: false, dictionary: texts, values: Int32Array.from(rows, (one) => texts.indexOf(one.text)) },
        {
          name: 'maybe',
          kind: 'text',
          optional: true,
          dictionary: maybes,
          values: Int32Array.from(rows, (one) => (one.maybe === null ? -1 : maybes.indexOf(one.maybe))),
        },
      ]);
      writeFileSync(path, Buffer.concat(parts));
      expect(await engine.rows(`SELECT * FROM read_parquet('${path}')`)).toEqual(rows);
      const types = await engine.rows<{ column_type: string }>(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
      expect(types.map((type) => type.column_type)).toEqual(['BIGINT', 'BIGINT', 'TIMESTAMP', 'INTEGER', 'VARCHAR', 'VARCHAR']);
      const metadata = await engine.rows<{ nulls: number }>(
        `SELECT stats_null_count AS nulls FROM parquet_metadata('${path}') ORDER BY column_id`,
      );
      expect(metadata.map(({ nulls }) => nulls)).toEqual([
        0,
        rows.filter((one) => one.some === null).length,
        0,
        0,
        0,
        rows.filter((one) => one.maybe === null).length,
      ]);
      const least = await engine.rows(
        `SELECT count(*) AS n FROM read_parquet('${path}') WHERE long >= ${Math.min(...rows.map((one) => one.long))}`,
      );
      expect(least).toEqual([{ n: rows.length }]);
    }),
    { numRuns: 25 },
  );
});

test('dictionaries of any size are read: indices of one to twenty bits', async () => {
  for (const size of [1, 2, 3, 255, 257, 70_000]) {
    const dictionary = Array.from({ length: size }, (_, i) => `text ${i}`);
    const values = Int32Array.from({ length: size + 13 }, (_, i) => (i * 11) % size);
    const path = join(folder, `dictionary-${size}.parquet`);
    writeFileSync(path, Buffer.concat(parquetFile([{ name: 'a', kind: 'text', optional: false, dictionary, values }])));
    const [sum] = await engine.rows(`SELECT count(*) AS n, count(DISTINCT a) AS texts FROM read_parquet('${path}')`);
    expect(sum).toEqual({ n: size + 13, texts: size });
    const rows = await engine.rows<{ a: string }>(`SELECT a FROM read_parquet('${path}') LIMIT 40`);
    expect(rows.map(({ a }) => a)).toEqual(Array.from(values.slice(0, 40), (i) => `text ${i}`));
  }
});
