import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, hardcell, root, temporaryFolder } from './test-support/hardcell.ts';

const data = join(root, '..', 'shared', 'data');
const there = existsSync(join(data, 'evtx'));
if (!there) console.log('left out: real sample logs (../shared/data is not there)');
afterAll(cleanUp);

interface Summary {
  readonly evidence: Readonly<Record<'files' | 'records' | 'parsed' | 'duplicate' | 'quarantined' | 'out_of_scope', number>>;
  readonly operations: number;
}

async function summaryOf(caseDir: string): Promise<Summary> {
  return JSON.parse((await hardcell(['show', 'summary', '--case', caseDir, '--json'])).stdout) as Summary;
}

describe.runIf(there)('real sample logs', { timeout: 120_000 }, () => {
  it('of 277 attack recordings and two web logs every record is accounted for, the web shell is found and no operation is claimed', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    const evidence = [join(data, 'evtx', 'attack-samples'), join(data, 'web')];
    const done = await hardcell([
      'investigate',
      ...evidence,
      '--rules',
      join(data, 'sigma'),
      '--case',
      caseDir,
      '--key',
      join(temporaryFolder(), 'key'),
    ]);
    expect(done.code).toBe(1);
    const { evidence: counts, operations } = await summaryOf(caseDir);
    // 8,255 event records, 4,298 requests of one web server and 2,661 lines of another, and a licence, which no reader knows.
    expect(counts.records).toBe(8255 + 4298 + 2661 + 1);
    expect(counts.parsed + counts.duplicate + counts.quarantined + counts.out_of_scope).toBe(counts.records);
    expect(operations).toBe(0);
    const findings = (await hardcell(['show', 'findings', '--case', caseDir, '--json'])).stdout;
    expect(findings).toContain('/erp/conn.aspx');
  });

  it('of the damaged logs every record is accounted for', async () => {
    const caseDir = join(temporaryFolder(), 'case');
    await hardcell(['investigate', join(data, 'evtx', 'robustness'), '--case', caseDir, '--key', join(temporaryFolder(), 'key')]);
    const { evidence: counts } = await summaryOf(caseDir);
    // Walked to each chunk's end of records the set holds 18,400; reading goes on behind damage, and finds records that a walk which stops there never sees.
    expect(counts.parsed + counts.duplicate).toBeGreaterThanOrEqual(18_398);
    expect(counts.parsed + counts.duplicate + counts.quarantined + counts.out_of_scope).toBe(counts.records);
  });
});
