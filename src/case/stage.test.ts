import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Duckdb } from '../engine/index.ts';
import { openCase, openExistingCase, type Case } from './folder.ts';
import { runStage, stageInput, type StageDefinition } from './stage.ts';
import { hopTable, targetTable, type Hop, type Target } from './tables/index.ts';

let dir: string;
let engine: Duckdb;
let opened: Case;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hardcell-case-'));
  engine = await Duckdb.open({ threads: 1, memory: 300, temporary: null });
  opened = openCase(dir);
});

afterEach(() => {
  engine.close();
  opened.manifest.close();
  rmSync(dir, { recursive: true, force: true });
});

const target = (rank: number): Target => ({
  subject: `msisdn:${'0'.repeat(31)}${rank}`,
  rank,
  score: 0.5,
  reasons: ['named in 2 queries'],
  access_ids: ['a', 'b'],
  confirmed: 9_007_199_254_740_991,
  possible: 0,
});

const hop: Hop = {
  id: 'f'.repeat(16),
  operation: 'o',
  wave: 1,
  from_host: 'a',
  to_host: 'b',
  account: 'x@y',
  mechanism: 'service',
  time: 1_711_931_564_118_295,
  time_100ns: 7,
  time_digits: 7,
  interval_from: null,
  interval_to: null,
  uses: 1,
  confidence: 0.97,
  join: 'socket',
  stolen_host: null,
  stolen_time: null,
  session_logon_id: '0x3e7',
  last: 1_711_931_564_118_295,
  ref: '9c41f07be2a85d13:1',
  pointers: [{ ref: '9c41f07be2a85d13:1', evidence: 'e', offset: 2 ** 40, record_id: '1', host: 'B', channel: 'Security' }],
};

function stage(inputs: string[], run: StageDefinition['run']): StageDefinition {
  return { name: 'test', version: 1, inputs, tables: [targetTable, hopTable], run };
}

it('gives back the rows that were written, in the order of the table', async () => {
  await runStage(
    opened,
    engine,
    stage([], async (_, output) => {
      await output.write(targetTable, [target(2), target(1)]);
      await output.write(hopTable, [hop]);
    }),
  );
  expect(await stageInput(opened, engine).rows(targetTable)).toEqual([target(1), target(2)]);
  expect(await stageInput(opened, engine).rows(hopTable)).toEqual([hop]);
});

it('a table that was not written is there and empty', async () => {
  await runStage(
    opened,
    engine,
    stage([], async () => {}),
  );
  expect(await stageInput(opened, engine).rows(hopTable)).toEqual([]);
});

it('is not done again for the same inputs, and is for others', async () => {
  let runs = 0;
  const once = (input: string) => stage([input], async () => void (runs += 1));
  await runStage(opened, engine, once('a'));
  await runStage(opened, engine, once('a'));
  expect(runs).toBe(1);
  await runStage(opened, engine, once('b'));
  expect(runs).toBe(2);
  expect(readdirSync(opened.paths.tables)).toHaveLength(1);
});

it('leaves the tables before it untouched when it fails', async () => {
  await runStage(
    opened,
    engine,
    stage(['a'], (_, output) => output.write(targetTable, [target(1)])),
  );
  await expect(
    runStage(
      opened,
      engine,
      stage(['b'], () => Promise.reject(new Error('cut off'))),
    ),
  ).rejects.toThrow('cut off');
  expect(await stageInput(opened, engine).rows(targetTable)).toHaveLength(1);
});

it('folders without a manifest row are removed at start', () => {
  for (const folder of [join(opened.paths.tables, 'test-0000'), join(opened.paths.shards, '0000'), join(opened.paths.temporary, 'x')])
    mkdirSync(folder);
  opened.manifest.close();
  opened = openCase(dir);
  expect([...readdirSync(opened.paths.tables), ...readdirSync(opened.paths.shards), ...readdirSync(opened.paths.temporary)]).toEqual([]);
});

it('a folder that is no case is refused with a remedy', () => {
  expect(() => openExistingCase(join(dir, 'elsewhere'))).toThrow(expect.objectContaining({ code: 'CASE_NOT_THERE' }));
});

it('a file where the case should be is refused with a remedy', () => {
  const file = join(dir, 'file');
  writeFileSync(file, '');
  expect(() => openCase(file)).toThrow(expect.objectContaining({ code: 'CASE_NOT_WRITABLE' }));
  expect(existsSync(file)).toBe(true);
});

it('a folder that holds other things is never taken for a case', () => {
  const home = join(dir, 'home');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  expect(() => openCase(home)).toThrow(expect.objectContaining({ code: 'CASE_FOREIGN' }));
  expect(existsSync(join(home, 'tmp'))).toBe(true);
});

it('one process at a time writes to a case, and the next may when it has ended', () => {
  expect(() => openCase(dir)).toThrow(expect.objectContaining({ code: 'CASE_BUSY' }));
  opened.manifest.close();
  opened = openCase(dir);
  expect(opened.manifest.stages()).toEqual([]);
});
