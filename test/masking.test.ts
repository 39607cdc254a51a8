import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Duckdb } from '../src/engine/index.ts';
import { cleanUp, filesBelow, hardcell, temporaryFolder } from './test-support/hardcell.ts';
import { investigateSlice, rehearseSlice, type Slice } from './test-support/slice.ts';

afterAll(cleanUp);

const plans = {
  "the range's own number plan": null,
  'a foreign number plan': 'country_code: "49"\nnational_prefix: "0"\nmsisdn_lengths: [12, 13]\nmcc_mnc: ["26201"]\n',
};

describe.each(Object.entries(plans))('with %s', (_, plan) => {
  it('no identifier of the call records is written or printed in clear', { timeout: 120_000 }, async () => {
    const foreign = temporaryFolder();
    if (plan !== null) writeFileSync(join(foreign, 'numbers.yaml'), plan);
    const slice = await rehearseSlice(3, ...(plan === null ? [] : ['--context', foreign]));
    const caseDir = join(temporaryFolder(), 'case');
    const key = join(temporaryFolder(), 'case.key');
    const printed: string[] = [];
    const run = async (...args: string[]): Promise<void> => {
      const done = await hardcell(args);
      printed.push(done.stdout, done.stderr);
    };
    const investigated = await investigateSlice(slice, caseDir, key);
    printed.push(investigated.stdout, investigated.stderr);
    for (const name of ['summary', 'findings', 'story', 'exposure', 'ledger', 'coverage', 'quarantine']) {
      await run('show', name, '--case', caseDir, '--json');
      await run('show', name, '--case', caseDir);
    }
    await run('show', 'exposure', '--case', caseDir, '--records');
    for (const ref of refsOf(printed.join('\n')).slice(0, 20))
      await run('show', 'event', ref, '--case', caseDir, '--key', key, '--context', slice.context, '--json');
    for (const format of ['html', 'json']) {
      const out = join(caseDir, `report.${format}`);
      await run('report', '--case', caseDir, '--format', format, '--out', out, '--key', key, '--context', slice.context);
    }
    const artefacts = new Map<string, string>([['what was printed', printed.join('\n')], ...(await artefactsOf(caseDir))]);
    const spellings = await clearSpellings(slice);
    expect(spellings.length).toBeGreaterThan(500);
    const leaks: string[] = [];
    for (const [name, text] of artefacts) {
      const runs = new Set(text.match(/\d{8,}/g));
      for (const spelling of spellings) if ([...runs].some((digits) => digits.includes(spelling))) leaks.push(`${name}: ${spelling}`);
    }
    expect(leaks).toEqual([]);
    const all = [...artefacts.values()].join('\n');
    for (const kind of keptSpellings(slice)) expect(all, `${kind} must stand as it was`).toContain(kind);
  });
});

function refsOf(text: string): string[] {
  return [...new Set(text.match(/[0-9a-f]{16}(?::\d+|@\d+)/g))];
}

/** Every file of the case as text; tables as the values they hold, because Parquet compresses them. */
async function artefactsOf(caseDir: string): Promise<[string, string][]> {
  const engine = await Duckdb.open({ threads: 1, memory: 500, temporary: null });
  const texts: [string, string][] = [];
  for (const name of filesBelow(caseDir)) {
    const path = join(caseDir, name);
    if (name.endsWith('.parquet'))
      texts.push([
        name,
        JSON.stringify(await engine.rows(`SELECT * EXCLUDE (${await plainNumbers(engine, path)}) FROM read_parquet('${path}')`)),
      ]);
    else texts.push([name, readFileSync(path, 'latin1')]);
  }
  engine.close();
  return texts;
}

/** Times and offsets are numbers of our own making; a name that is not there keeps the list from being empty. */
async function plainNumbers(engine: Duckdb, path: string): Promise<string> {
  const columns = await engine.rows<{ column_name: string; column_type: string }>(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
  return columns
    .filter((column) => column.column_type === 'TIMESTAMP')
    .map((column) => `"${column.column_name}"`)
    .join(', ');
}

/** Each identifier of the call records: as stored, without the country code, with the national prefix. */
async function clearSpellings(slice: Slice): Promise<string[]> {
  const spellings = new Set<string>();
  const plan = readFileSync(join(slice.context, 'numbers.yaml'), 'utf8');
  const country = /country_code:\s*['"]?(\d+)/.exec(plan)?.[1] ?? '';
  for (const name of filesBelow(slice.cdr)) {
    const [head = '', ...lines] = readFileSync(join(slice.cdr, name), 'utf8').split('\n');
    const columns = head.split(/[,;|\t]/);
    const personal = columns.flatMap((column, i) =>
      /msisdn|imsi|imei|number|party|a_|b_/i.test(column) && !/record|seq|id$/i.test(column) ? [i] : [],
    );
    for (const line of lines) {
      const cells = line.split(/[,;|\t]/);
      for (const i of personal) {
        const digits = (cells[i] ?? '').replace(/\D/g, '');
        if (digits.length < 9) continue;
        spellings.add(digits);
        if (digits.startsWith(country)) spellings.add(digits.slice(country.length));
        if (digits.length === 15) spellings.add(digits.slice(0, 14));
      }
    }
  }
  return [...spellings].filter((digits) => digits.length >= 8);
}

/** What looks like a number and is none: found in the evidence's own terms, it must be found again in the case. */
function keptSpellings(slice: Slice): string[] {
  const truth = readFileSync(slice.truth, 'utf8');
  return [...new Set(truth.match(/[0-9a-f]{16}:\d+/g))].slice(0, 3);
}
