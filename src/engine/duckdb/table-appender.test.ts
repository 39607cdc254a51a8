import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BATCH_ROWS } from './column-buffer.ts';
import { Duckdb } from './duckdb.ts';

let engine: Duckdb;
beforeEach(async () => {
  engine = await Duckdb.open({ threads: 1, memory: 300, temporary: null });
});
afterEach(() => {
  engine.close();
});

const row = fc.record({
  text: fc.option(fc.oneof(fc.string(), fc.string({ unit: 'binary' }))),
  long: fc.option(fc.maxSafeInteger()),
  time: fc.option(fc.integer({ min: -(2 ** 52), max: 2 ** 52 })),
  short: fc.option(fc.integer()),
  double: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  flag: fc.option(fc.boolean()),
});

it('what was appended is what is read, over any number of batches', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 50 }), fc.integer({ min: 0, max: 2 * BATCH_ROWS }), async (rows, filler) => {
      await engine.run(
        'CREATE OR REPLACE TABLE t (n BIGINT, text VARCHAR, long BIGINT, time TIMESTAMP, short INTEGER, double DOUBLE, flag BOOLEAN)',
      );
      const appender = await engine.append('t');
      const blanks = Array.from({ length: filler }, () => ({ text: 'x', long: 1, time: 1, short: 1, double: 1, flag: true }));
      [...blanks, ...rows].forEach(({ text, long, time, short, double, flag }, n) => {
        appender.integer(n);
        appender.text(text);
        appender.integer(long);
        appender.integer(time);
        appender.integer(short);
        appender.double(double);
        appender.boolean(flag);
        appender.endRow();
      });
      appender.flush();
      appender.close();
      const read = await engine.rows(`SELECT text, long, time, short, double, flag FROM t WHERE n >= ${filler} ORDER BY n`);
      // Lone surrogates are not UTF-8; the engine gets the replacement character in their place.
      const told = rows.map((given) => ({
        ...given,
        text: given.text?.toWellFormed() ?? null,
        double: given.double === null ? null : given.double,
      }));
      expect(read).toEqual(told);
    }),
    { numRuns: 40 },
  );
});

it('a row with a value too few or too many is refused', async () => {
  await engine.run('CREATE TABLE pair (a BIGINT, b VARCHAR)');
  const appender = await engine.append('pair');
  appender.integer(1);
  expect(() => appender.endRow()).toThrow('a row has 2 values, and got 1');
  appender.text('b');
  expect(() => appender.text('c')).toThrow('got more');
});

it('a text keeps its NUL characters', async () => {
  await engine.run('CREATE TABLE text (a VARCHAR)');
  const appender = await engine.append('text');
  appender.text('a\u0000b');
  appender.endRow();
  appender.flush();
  expect(await engine.rows('SELECT a FROM text')).toEqual([{ a: 'a\u0000b' }]);
});

it('texts of every length, equal and not, are kept', async () => {
  await engine.run('CREATE TABLE several (n BIGINT, a VARCHAR)');
  const appender = await engine.append('several');
  const texts = Array.from(
    { length: 3 * BATCH_ROWS + 7 },
    (_, n) => ['', 'é', 'x'.repeat(n % 40), `unique text ${n}`, 'the same again and again'][n % 5] ?? '',
  );
  texts.forEach((text, n) => {
    appender.integer(n);
    appender.text(n % 11 === 0 ? null : text);
    appender.endRow();
  });
  appender.flush();
  const read = await engine.rows<{ a: string | null }>('SELECT a FROM several ORDER BY n');
  expect(read.map(({ a }) => a)).toEqual(texts.map((text, n) => (n % 11 === 0 ? null : text)));
});
