import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeEvtx } from '../src/range/evtx/index.ts';
import { cleanUp, hardcell, json, temporaryFolder } from './test-support/hardcell.ts';
import * as forms from './test-support/windows-forms.ts';
import { windowsSamples } from './test-support/windows-samples.ts';

const FIRST_ID = 4711;

afterAll(cleanUp);

interface Finding {
  readonly rule: { readonly title: string };
  readonly host: string;
  readonly evidence: readonly { readonly file: string }[];
}

/** A case of the samples, in a log of Windows and in so many other forms. */
async function caseOf(
  others: Readonly<Record<string, forms.WindowsForm>>,
): Promise<{ counts: Record<string, number>; findings: Finding[] }> {
  const folder = temporaryFolder();
  const evidence = join(folder, 'evidence');
  mkdirSync(evidence);
  const records = windowsSamples.map(({ record }) => record);
  writeEvtx(join(evidence, 'log.evtx'), records, { firstRecordId: FIRST_ID });
  for (const [name, form] of Object.entries(others))
    writeFileSync(join(evidence, `${name}.log`), windowsSamples.map((sample, place) => form(sample, FIRST_ID + place)).join(''));
  const caseDir = join(folder, 'case');
  const run = await hardcell(['investigate', evidence, '--case', caseDir, '--key', join(folder, 'case.key')]);
  expect(run).toMatchObject({ code: 0 });
  const summary = json((await hardcell(['show', 'summary', '--case', caseDir, '--json'])).stdout) as { evidence: Record<string, number> };
  const shown = (await hardcell(['show', 'findings', '--case', caseDir, '--json'])).stdout.trimEnd();
  return { counts: summary.evidence, findings: shown.split('\n').map((line) => json(line) as Finding) };
}

it('a log given in every form is one log: each record counts once, the others as duplicates, and findings name every place', async () => {
  const alone = await caseOf({});
  const together = await caseOf({ ...forms });
  const copies = Object.keys(forms).length;
  const samples = windowsSamples.length;
  expect(alone.counts).toMatchObject({ records: samples, parsed: samples, duplicate: 0 });
  expect(together.counts).toMatchObject({ records: samples * (copies + 1), parsed: samples, duplicate: samples * copies, quarantined: 0 });
  const told = ({ findings }: typeof alone) => findings.map(({ rule, host }) => `${rule.title} on ${host}`).toSorted();
  expect(told(together)).toEqual(told(alone));
  expect(alone.findings.length).toBeGreaterThan(0);
  for (const { evidence } of together.findings) expect(new Set(evidence.map(({ file }) => file)).size).toBe(copies + 1);
}, 60_000);
