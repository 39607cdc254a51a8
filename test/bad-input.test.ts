import { mkdirSync, readFileSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, filesBelow, hardcell, temporaryFolder, type Ended } from './test-support/hardcell.ts';
import { investigateSlice, rehearseSlice, type Slice } from './test-support/slice.ts';

interface Line {
  readonly file: string;
  readonly offset: number;
  readonly code: string;
  readonly reason: string;
}

let slice: Slice;
let caseDir: string;
let done: Ended;
let quarantine: Line[];
let summary: { evidence: Record<string, number>; rules: { rejected: number; rejections: { file: string; line: number; code: string }[] } };
let before: string[];

beforeAll(async () => {
  slice = await rehearseSlice(2);
  const { evidence } = slice;
  const [evtx = '', csvlog = ''] = [/Security\.evtx$/, /\.csv$/].map((pattern) => filesBelow(evidence).find((name) => pattern.test(name)));
  const put = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(evidence, name), bytes);
  const bytes = readFileSync(join(evidence, evtx));
  put('truncated.evtx', bytes.subarray(0, 4096 + 65_536 - 20_000));
  put('renamed.txt', bytes);
  put('named-only.evtx', 'a shopping list\nmilk\n');
  put('empty.evtx', '');
  put(
    'noise.bin',
    Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 251),
  );
  symlinkSync('..', join(evidence, 'loop'));
  symlinkSync('nowhere', join(evidence, 'broken'));
  truncateSync(join(evidence, csvlog), readFileSync(join(evidence, csvlog)).length - 40);
  const rules = join(slice.dir, 'rules');
  mkdirSync(rules);
  const rule = (detection: string): string =>
    `title: A rule\nid: 8a1f0f3e-0000-4000-8000-000000000001\nlogsource:\n  product: windows\n  service: security\ndetection:\n${detection}`;
  writeFileSync(join(rules, 'not-yaml.yml'), 'title: [unclosed\n  - {');
  writeFileSync(join(rules, 'bad-condition.yml'), rule('  a:\n    EventID: 1\n  condition: a and (b or\n'));
  writeFileSync(join(rules, 'too-large-expression.yml'), rule("  a:\n    CommandLine|re: '((a{1000}){1000}){1000}$'\n  condition: a\n"));
  writeFileSync(join(rules, 'catastrophic.yml'), rule("  a:\n    CommandLine|re: '^(([a-z])+.)+[A-Z]([a-z])+$'\n  condition: a\n"));
  const mapping = join(slice.context, 'mappings', readdirSync(join(slice.context, 'mappings'))[0] ?? '');
  writeFileSync(
    join(slice.context, 'mappings', 'wrong.yaml'),
    readFileSync(mapping, 'utf8')
      .replace(/servedIMSI: .*/, 'servedIMSI: no_such_column')
      .replace(/store: .*/, 'store: other'),
  );
  const folder = temporaryFolder();
  before = filesBelow(slice.dir);
  caseDir = join(folder, 'case');
  done = await investigateSlice(slice, caseDir, join(folder, 'case.key'), { more: ['--rules', rules] });
  expect(readdirSync(folder).toSorted()).toEqual(['case', 'case.key']);
  quarantine = (await hardcell(['show', 'quarantine', '--case', caseDir, '--json'])).stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  summary = JSON.parse((await hardcell(['show', 'summary', '--case', caseDir, '--json'])).stdout) as typeof summary;
}, 60_000);
afterAll(cleanUp);

describe('bad input', () => {
  it('is told on standard error, and the run goes on to exit code 1', () => {
    expect(done.code).toBe(1);
    expect(done.stderr).not.toMatch(/this is a defect/);
  });

  it.each([
    ['empty.evtx', 'FILE_EMPTY'],
    ['named-only.evtx', 'FILE_UNRECOGNISED'],
    ['noise.bin', 'FILE_UNRECOGNISED'],
    ['loop', 'LINK_LOOP'],
    ['broken', 'LINK_BROKEN'],
  ])('%s stands in quarantine as %s', (file, code) => {
    expect(quarantine).toContainEqual(expect.objectContaining({ file, code }));
  });

  it('a truncated event log gives what it holds, and its torn record stands in quarantine with its offset', () => {
    expect(quarantine.filter((line) => line.file === 'truncated.evtx' && line.offset > 4096)).not.toEqual([]);
  });

  it('an event log under another name is read by its content', () => {
    expect(quarantine.filter((line) => line.file === 'renamed.txt')).toEqual([]);
  });

  it('a csvlog cut in mid-record keeps the rest, and the torn record stands in quarantine', () => {
    expect(quarantine.filter((line) => line.file.endsWith('.csv') && line.offset > 0)).toHaveLength(1);
  });

  it('every record is counted once', () => {
    const { records = 0, parsed = 0, duplicate = 0, quarantined = 0, out_of_scope = 0 } = summary.evidence;
    expect(records).toBe(parsed + duplicate + quarantined + out_of_scope);
    expect(parsed).toBeGreaterThan(0);
    // A copy under another name, and a part of the same log: the records they share are duplicates, not new ones.
    expect(duplicate).toBeGreaterThan(0);
  });

  it('rules that cannot be used are named by file and line', () => {
    expect(summary.rules.rejections.map(({ file, line }) => ({ file, line: typeof line }))).toEqual([
      { file: 'bad-condition.yml', line: 'number' },
      { file: 'not-yaml.yml', line: 'number' },
      { file: 'too-large-expression.yml', line: 'number' },
    ]);
    for (const name of ['bad-condition.yml', 'not-yaml.yml', 'too-large-expression.yml']) expect(done.stderr).toContain(name);
  });

  it('a mapping that names a column the store does not have is told with its file', () => {
    expect(done.stderr).toMatch(/mappings\/wrong\.yaml/);
    expect(quarantine).toContainEqual(expect.objectContaining({ file: expect.stringContaining('wrong.yaml') as string }));
  });

  it('nothing is written outside the case', () => {
    expect(filesBelow(slice.dir)).toEqual(before);
  });
});

describe('wrong usage', () => {
  it.each([
    [['investigate', '/nowhere/at/all', '--case', 'C'], /check the path/],
    [['investigate', '.', '--case', './inside'], /outside/],
    [['investigate', '.'], /--case/],
    [['show', 'story', '--case', '/nowhere'], /no case/],
    [['sing'], /unknown command/],
    [['investigate', '.', '--case', '/tmp/x', '--from', 'yesterday'], /not a time/],
  ])('%j ends with 2 and says what to do', async (args, says) => {
    const ended = await hardcell(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(says);
  });
});
