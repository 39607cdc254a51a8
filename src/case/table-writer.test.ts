import { afterAll, beforeAll, expect, test } from 'vitest';
import { Duckdb } from '../engine/index.ts';
import { literal } from './index.ts';

let engine: Duckdb;
beforeAll(async () => {
  engine = await Duckdb.open({ threads: 1, memory: 100, temporary: null });
});
afterAll(() => engine.close());

test.each(["it's", '\\', "a\0b'c", '\0', 'é"'])('a text of any kind is one literal: %j', async (text) => {
  expect(await engine.rows(`SELECT ${literal(text)} AS text`)).toEqual([{ text }]);
});
