import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, hardcell, root, temporaryFolder } from './test-support/hardcell.ts';
import type { Truth } from '../src/range/index.ts';
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
let truth: string;
let key: string;

beforeAll(async () => {
  const slice = await rehearseSlice(4);
  caseDir = join(temporaryFolder(), 'case');
  // The context folder stands in for evidence that no reader knows, so that the quarantine is not empty.
  truth = slice.truth;
  key = join(slice.dir, 'case.key');
  await investigateSlice(slice, caseDir, key, { evidence: [slice.evidence, slice.context] });
}, 60_000);
afterAll(cleanUp);

it.each(printed)('show %s --json has the shape of docs/schemas/%s.json, and prints nothing else', async (name, schema, lines) => {
  const done = await hardcell(['show', name, '--case', caseDir, '--json']);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expectShape(schema, lines ? done.stdout.trimEnd().split('\n') : [done.stdout]);
});

it('score --json has the shape of docs/schemas/score.json, for the right truth and for that of another carrier', async () => {
  const scored = ['score', '--case', caseDir, '--key', key, '--json', '--truth'];
  const other = join(temporaryFolder(), 'truth.json');
  writeFileSync(other, JSON.stringify(elsewhere(JSON.parse(readFileSync(truth, 'utf8')) as Truth)));
  const [right, wrong] = [await hardcell([...scored, truth]), await hardcell([...scored, other])];
  expect([right.code, wrong.code]).toEqual([0, 1]);
  expectShape('score', [right.stdout, wrong.stdout]);
});

it('rules explain --json has the shape of docs/schemas/explanation.json, and says of a finding what was found', async () => {
  const findings = (await hardcell(['show', 'findings', '--case', caseDir, '--json'])).stdout.trimEnd().split('\n');
  const finding = findings
    .map((line) => JSON.parse(line))
    .find(({ rule }) => rule.title === 'Web Server Process Starts a Command Interpreter');
  const [pointer] = finding.evidence;
  const done = await hardcell(['rules', 'explain', finding.rule.id, '--event', pointer.ref, '--case', caseDir, '--json']);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expectShape('explanation', [done.stdout]);
  expect(JSON.parse(done.stdout)).toMatchObject({ event: { ref: pointer.ref }, rules: [{ matched: true, rule: { id: finding.rule.id } }] });
});

function expectShape(schema: string, documents: readonly string[]): void {
  expect(documents.length).toBeGreaterThan(0);
  const validate = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync(join(root, 'docs/schemas', `${schema}.json`), 'utf8')) as object,
  );
  for (const document of documents) {
    validate(JSON.parse(document));
    expect(validate.errors ?? []).toEqual([]);
  }
}

/** The same operation at a carrier whose hosts and stores have other names. */
function elsewhere(one: Truth): Truth {
  return {
    ...one,
    operations: one.operations.map((operation) => ({
      ...operation,
      hosts: operation.hosts.map((host) => ({ ...host, name: `other-${host.name}` })),
      hops: operation.hops.map((hop) => ({ ...hop, from: `other-${hop.from}`, to: `other-${hop.to}` })),
    })),
    accesses: one.accesses.map((access) => ({ ...access, record_ids: access.record_ids.map((id) => id.replace(/^[^:]*/, 'elsewhere')) })),
  };
}
