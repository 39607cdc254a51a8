import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { zipOf } from '../src/evidence/archive/test-support/archives.ts';
import { busyServer } from '../bench/evtx-records.ts';
import { writeEvtx } from '../src/range/evtx/index.ts';
import { cleanUp, hardcell, json, temporaryFolder } from './test-support/hardcell.ts';

const MB = 1_000_000;
/** Seconds for all of it together, on a machine that does other things too. */
const LONGEST = 60;

afterAll(cleanUp);

it('a bomb, a path escape, 20 GB of zeros, an event log of lies and a line of 200 MB are quarantined in seconds, and the rest is read', async () => {
  const folder = temporaryFolder();
  const evidence = join(folder, 'evidence');
  mkdirSync(evidence);
  const good = join(evidence, 'good.evtx');
  writeEvtx(good, busyServer(100));
  writeFileSync(join(evidence, 'bomb.zip'), zipOf([{ name: 'zeros.log', content: Buffer.alloc(300 * MB) }]));
  writeFileSync(
    join(evidence, 'escape.zip'),
    zipOf([
      { name: '../../etc/cron.d/x', content: 'x' },
      { name: 'inside.evtx', content: renamed(good) },
    ]),
  );
  truncated(join(evidence, 'sparse.log'), 20_000 * MB);
  writeFileSync(join(evidence, 'lies.evtx'), lying(readFileSync(good)));
  longLine(join(evidence, 'long.json'), 200 * MB);

  const caseDir = join(folder, 'case');
  const started = Date.now();
  const run = await hardcell(['investigate', evidence, '--case', caseDir, '--key', join(folder, 'case.key')]);
  expect(run.code).toBe(1);
  expect((Date.now() - started) / 1000).toBeLessThan(LONGEST);

  const shown = await hardcell(['show', 'quarantine', '--case', caseDir, '--json']);
  const items = shown.stdout
    .trimEnd()
    .split('\n')
    .map((line) => json(line) as { file: string; code: string });
  const codes = new Map(items.map(({ file, code }) => [file, code]));
  expect([...codes.keys()].toSorted()).toEqual([
    'bomb.zip!/zeros.log',
    expect.stringMatching(/^escape\.zip!\//),
    'lies.evtx',
    'long.json',
    'sparse.log',
  ]);
  expect(codes.get('bomb.zip!/zeros.log')).toBe('ARCHIVE_BOMB');
  expect(codes.get('sparse.log')).toBe('FILE_UNRECOGNISED');
  expect(items.find(({ file }) => file.startsWith('escape.zip'))?.code).toBe('ARCHIVE_PATH');

  const summary = json((await hardcell(['show', 'summary', '--case', caseDir, '--json'])).stdout) as { evidence: Record<string, number> };
  expect(summary.evidence['parsed']).toBe(200);
}, 120_000);

/** The same log under another host, so that its records are others. */
function renamed(path: string): Buffer {
  const other = `${path}.other`;
  writeEvtx(other, busyServer(100, 2));
  const bytes = readFileSync(other);
  rmSync(other);
  return bytes;
}

/** Every length that a record, a chunk or the file says is made as large as it can be. */
function lying(log: Buffer): Buffer {
  const bytes = Buffer.from(log);
  bytes.writeUInt16LE(0xffff, 0x2a);
  for (let chunk = 0x1000; chunk < bytes.length; chunk += 0x10000) {
    bytes.writeUInt32LE(0xffffffff, chunk + 0x2c);
    bytes.writeUInt32LE(0xffffffff, chunk + 0x30);
    for (let at = bytes.indexOf('2a2a0000', chunk, 'hex'); at >= 0 && at < chunk + 0x10000; at = bytes.indexOf('2a2a0000', at + 4, 'hex')) {
      const size = bytes.readUInt32LE(at + 4);
      bytes.writeUInt32LE(0xfffffff0, at + 4);
      if (size < 0x10000 && at + size <= bytes.length) bytes.writeUInt32LE(0xfffffff0, at + size - 4);
    }
  }
  return bytes;
}

function truncated(path: string, size: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, size);
  closeSync(file);
}

function longLine(path: string, size: number): void {
  const file = openSync(path, 'w');
  writeSync(file, '{"Channel":"Security","EventID":4624,"Message":"');
  const block = Buffer.alloc(MB, 'x');
  for (let written = 0; written < size; written += block.length) writeSync(file, block);
  writeSync(file, '"}\n');
  closeSync(file);
}
