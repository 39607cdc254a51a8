import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, filesBelow, hardcell, json, tablesOf, temporaryFolder } from './test-support/hardcell.ts';

afterAll(cleanUp);

/** A carrier as small as one can be asked for: what is shown of it here is shown of any size. */
const TINY = ['--hosts', '20', '--days', '14', '--subscribers', '100'];

function digests(folder: string): Record<string, string> {
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(filesBelow(folder).map((name) => [name, digest(join(folder, name))]));
}

/** Where the parts of one rehearsal and of its case lie. */
interface Played {
  readonly files: string;
  readonly facts: string;
  readonly caseDir: string;
}

const rehearse = (seed: number): string[] => ['rehearse', 'soft-cell', '--seed', String(seed), ...TINY];

/** One rehearsal written as files and read, and the same straight to facts. */
async function playBoth(seed: number): Promise<Played> {
  const folder = temporaryFolder();
  const [files, facts, caseDir, key] = ['files', 'facts', 'case', 'key'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  expect(await hardcell([...rehearse(seed), '--jobs', '2', '--out', files])).toMatchObject({ code: 0 });
  expect(await hardcell([...rehearse(seed), '--facts', '--key', key, '--out', facts])).toMatchObject({ code: 0 });
  const given = ['--cdr', join(files, 'cdr'), '--context', join(files, 'context'), '--key', key];
  expect(await hardcell(['investigate', join(files, 'evidence'), '--case', caseDir, ...given])).toMatchObject({ code: 0 });
  return { files, facts, caseDir };
}

function expectSameFacts({ facts, caseDir }: Played): void {
  const read = [...tablesOf(caseDir)].filter(([name]) => name.startsWith('evidence-'));
  const played = [...tablesOf(join(facts, 'case'))];
  expect(played.map(([name]) => withoutDigest(name))).toEqual(read.map(([name]) => withoutDigest(name)));
  for (const [i, [name, bytes]] of played.entries()) expect(bytes.equals(read[i]?.[1] ?? Buffer.alloc(0)), name).toBe(true);
}

describe('a rehearsed carrier', () => {
  it.each([2, 3])('of seed %i gives the same fact tables straight away as by reading its files', { timeout: 120_000 }, async (seed) => {
    expectSameFacts(await playBoth(seed));
  });

  it('is the same on one worker as on two, and a case of its facts goes on to the same story', { timeout: 120_000 }, async () => {
    const played = await playBoth(1);
    expectSameFacts(played);
    const { files, facts, caseDir } = played;
    const again = join(temporaryFolder(), 'again');
    expect(await hardcell([...rehearse(1), '--jobs', '1', '--out', again])).toMatchObject({ code: 0 });
    expect(digests(again)).toEqual(digests(files));
    const summary = await hardcell(['show', 'summary', '--case', caseDir, '--json']);
    expect(json(summary.stdout)).toMatchObject({ evidence: { quarantined: 0, out_of_scope: 0 } });
    expect(await hardcell(['investigate', join(facts, 'evidence'), '--case', join(facts, 'case')])).toMatchObject({ code: 0 });
    const continued = await hardcell(['show', 'story', '--case', join(facts, 'case'), '--json']);
    expect(continued.stdout).toBe((await hardcell(['show', 'story', '--case', caseDir, '--json'])).stdout);
  });
});

/** A stage's folder is named after the digest of its inputs; the tables in it are compared byte for byte. */
function withoutDigest(name: string): string {
  return name.replace(/^evidence-[0-9a-f]+\//, '');
}
