import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, hardcell, tablesOf, temporaryFolder } from './test-support/hardcell.ts';
import { investigateSlice, rehearseSlice, type Slice } from './test-support/slice.ts';

const shown = ['findings', 'story', 'exposure', 'ledger', 'coverage', 'quarantine'];

/** About when the first evidence is touched. */
const LOADED_MS = 400;

let slice: Slice;
let key: string;
/** The case that all others are compared with. */
let doneOnce: string;
let expected: Map<string, Buffer | string>;

/** Everything that must be equal: tables, what `show` prints, both reports. `summary` without its run and case id. */
async function printed(caseDir: string): Promise<Map<string, Buffer | string>> {
  const all = new Map<string, Buffer | string>(tablesOf(caseDir));
  for (const name of shown) all.set(`show ${name}`, (await hardcell(['show', name, '--case', caseDir, '--json'])).stdout);
  all.set('show exposure --records', (await hardcell(['show', 'exposure', '--case', caseDir, '--records'])).stdout);
  all.set('show summary', await summaryOf(caseDir));
  for (const format of ['html', 'json']) {
    const out = join(temporaryFolder(), `report.${format}`);
    await hardcell(['report', '--case', caseDir, '--format', format, '--out', out, '--key', key, '--context', slice.context]);
    all.set(`report ${format}`, readFileSync(out));
  }
  return all;
}

async function expectSame(caseDir: string): Promise<void> {
  const actual = await printed(caseDir);
  expect([...actual.keys()]).toEqual([...expected.keys()]);
  for (const [name, bytes] of expected) expect(Buffer.compare(Buffer.from(actual.get(name) ?? ''), Buffer.from(bytes)), name).toBe(0);
}

/** The tables alone, and what the summary counts: everything that is printed is made of them, and the runs above hold that together. */
async function expectSameTables(caseDir: string): Promise<void> {
  const actual = new Map<string, Buffer | string>([...tablesOf(caseDir), ['show summary', await summaryOf(caseDir)]]);
  const wanted = [...expected].filter(([name]) => name === 'show summary' || /^[^ ]+\.parquet$/.test(name));
  expect([...actual.keys()]).toEqual(wanted.map(([name]) => name));
  for (const [name, bytes] of wanted) expect(Buffer.compare(Buffer.from(actual.get(name) ?? ''), Buffer.from(bytes)), name).toBe(0);
}

async function summaryOf(caseDir: string): Promise<string> {
  const summary = JSON.parse((await hardcell(['show', 'summary', '--case', caseDir, '--json'])).stdout) as Record<string, unknown>;
  return JSON.stringify({ ...summary, run: null, case: null });
}

beforeAll(async () => {
  slice = await rehearseSlice(7);
  key = join(slice.dir, 'case.key');
  doneOnce = join(temporaryFolder(), 'case');
  const done = await investigateSlice(slice, doneOnce, key, { more: ['--jobs', '1'] });
  expect(done).toMatchObject({ code: 0 });
  expected = await printed(doneOnce);
}, 60_000);
afterAll(cleanUp);

describe('the same evidence gives the same bytes', { timeout: 60_000 }, () => {
  it('with two workers', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    expect(await investigateSlice(slice, caseDir, key, { more: ['--jobs', '2'] })).toMatchObject({ code: 0 });
    await expectSame(caseDir);
  });

  it('given folder by folder, last first', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    const parts = apart().toReversed();
    expect(await investigateSlice(slice, caseDir, key, { evidence: parts })).toMatchObject({ code: 0 });
    await expectSame(caseDir);
  });

  it('given in two steps', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    const [first = '', ...rest] = apart();
    expect(await investigateSlice(slice, caseDir, key, { evidence: rest })).toMatchObject({ code: 0 });
    expect(await investigateSlice(slice, caseDir, key, { evidence: [first] })).toMatchObject({ code: 0 });
    await expectSame(caseDir);
  });

  it.each(['in-shard:1', 'before-rename:3', 'before-manifest-row:4'])('after being killed at %s and started again', async (point) => {
    const caseDir = join(temporaryFolder(), 'case');
    expect(await investigateSlice(slice, caseDir, key, { env: { HARDCELL_CRASH_POINT: point } })).toMatchObject({ signal: 'SIGKILL' });
    expect(await investigateSlice(slice, caseDir, key)).toMatchObject({ code: 0 });
    await expectSameTables(caseDir);
  });

  it('after being killed at ten moments, whichever they are, and started again each time', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    const moments = Array.from({ length: 10 }, () => Math.round(LOADED_MS + Math.random() * 2000));
    let kills = 0;
    for (const killAfter of moments) kills += (await investigateSlice(slice, caseDir, key, { killAfter })).signal === 'SIGKILL' ? 1 : 0;
    expect(await investigateSlice(slice, caseDir, key), `killed after ${moments.join(', ')} ms`).toMatchObject({ code: 0 });
    expect(kills).toBeGreaterThan(0);
    await expectSameTables(caseDir);
  });

  it('done twice', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    cpSync(doneOnce, caseDir, { recursive: true });
    expect(await investigateSlice(slice, caseDir, key)).toMatchObject({ code: 0 });
    await expectSameTables(caseDir);
  });
});

/** One folder for each entry of the evidence, in which it has the same path as before. */
function apart(): string[] {
  return readdirSync(slice.evidence)
    .toSorted()
    .map((name) => {
      const folder = join(temporaryFolder(), 'part');
      mkdirSync(folder);
      cpSync(join(slice.evidence, name), join(folder, name), { recursive: true });
      return folder;
    });
}
