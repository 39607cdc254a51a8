import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, hardcell, root, temporaryFolder } from './test-support/hardcell.ts';
import { investigateSlice, rehearseSlice } from './test-support/slice.ts';

/** What `show` prints, the schema it must have, and whether it prints a document a line. */
const printed = [
  ['summary', 'summary', false],
  ['findings', 'finding', true],
  ['story', 'story', false],
  ['exposure', 'exposure', false],
  ['ledger', 'ledger', false],
  ['coverage', 'coverage', false],
  ['quarantine', 'quarantine', true],
] as const;

let caseDir: string;

beforeAll(async () => {
  const slice = await rehearseSlice(4);
  caseDir = join(temporaryFolder(), 'case');
  // The context folder stands in for evidence that no reader knows, so that the quarantine is not empty.
  await investigateSlice(slice, caseDir, join(slice.dir, 'case.key'), { evidence: [slice.evidence, slice.context] });
}, 60_000);
afterAll(cleanUp);

it.each(printed)('show %s --json has the shape of docs/schemas/%s.json, and prints nothing else', async (name, schema, lines) => {
  const done = await hardcell(['show', name, '--case', caseDir, '--json']);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const documents = lines ? done.stdout.trimEnd().split('\n') : [done.stdout];
  expect(documents.length).toBeGreaterThan(0);
  const validate = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync(join(root, 'docs/schemas', `${schema}.json`), 'utf8')) as object,
  );
  for (const document of documents) {
    validate(JSON.parse(document));
    expect(validate.errors ?? []).toEqual([]);
  }
});
