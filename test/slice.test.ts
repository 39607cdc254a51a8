import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, hardcell, json, temporaryFolder } from './test-support/hardcell.ts';
import { investigateSlice, rehearseSlice } from './test-support/slice.ts';

afterAll(cleanUp);

const exact = { precision: 1, recall: 1 };

describe.each([1, 2, 3, 4, 5])('the slice of seed %i', (seed) => {
  it('is rebuilt as it was: hops, hosts, records, targets', { timeout: 60_000 }, async () => {
    const slice = await rehearseSlice(seed);
    const caseDir = join(temporaryFolder(), 'case');
    const key = join(slice.dir, 'case.key');
    expect(await investigateSlice(slice, caseDir, key)).toMatchObject({ code: 0 });
    const scored = await hardcell(['score', '--case', caseDir, '--truth', slice.truth, '--key', key, '--context', slice.context, '--json']);
    expect(json(scored.stdout)).toMatchObject({
      hops: { ...exact, recall_observable: 1 },
      hosts: exact,
      stolen_at: exact,
      operations: 1,
      exposure: { confirmed: { precision: 1, recall_understood: 1 }, possible: { recall: 1 } },
      targets: { precision_at_k: 1 },
      misses: [],
    });
    const exposure = await hardcell(['show', 'exposure', '--case', caseDir, '--json']);
    const document = json(exposure.stdout) as {
      accesses: { grade: string; rows: { possible: number } }[];
      records: { excluded: number };
      left_out: { accesses: number }[];
    };
    expect(document.accesses.filter((access) => access.grade === 'possible')).toHaveLength(1);
    expect(document.accesses.filter((access) => access.grade === 'confirmed' && access.rows.possible > 0)).toEqual([]);
    expect(document.records.excluded).toBeGreaterThan(0);
    expect(document.left_out.reduce((sum, item) => sum + item.accesses, 0)).toBeGreaterThan(0);
  });

  // Other seeds of a quiet carrier are measured by `npm run accuracy`.
  it.runIf(seed <= 2)('holds no operation and no access where there was no intruder', { timeout: 60_000 }, async () => {
    const slice = await rehearseSlice(seed, '--quiet');
    const caseDir = join(temporaryFolder(), 'case');
    expect(await investigateSlice(slice, caseDir, join(slice.dir, 'case.key'))).toMatchObject({ code: 0 });
    const [summary, exposure] = [
      await hardcell(['show', 'summary', '--case', caseDir, '--json']),
      await hardcell(['show', 'exposure', '--case', caseDir, '--json']),
    ];
    expect(json(summary.stdout)).toMatchObject({ operations: 0, records_exposed: { confirmed: 0, possible: 0 } });
    expect(json(exposure.stdout)).toMatchObject({ accesses: [], targets: [] });
  });
});
