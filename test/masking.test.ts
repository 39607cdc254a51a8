import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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
    for (const ref of refsOf(printed.join('\n')).slice(0, 5))
      await run('show', 'event', ref, '--case', caseDir, '--key', key, '--context', slice.context, '--json');
    for (const format of ['html', 'json']) {
      const out = join(caseDir, `report.${format}`);
      await run('report', '--case', caseDir, '--format', format, '--out', out, '--key', key, '--context', slice.context);
    }
    const artefacts = new Map<string, string>([['what was printed', printed.join('\n')], ...(await artefactsOf(caseDir))]);
    const spellings = clearSpellings(slice);
    expect(spellings.size).toBeGreaterThan(500);
    const leaks = [...artefacts].flatMap(([name, text]) => clearIn(text, spellings).map((spelling) => `${name}: ${spelling}`));
    expect(leaks).toEqual([]);
    await expectUntouched(caseDir);
  });
});

/** What looks like a number and is none: it must stand in the tables as the logs spell it. */
async function expectUntouched(caseDir: string): Promise<void> {
  const engine = await Duckdb.open({ threads: 1, memory: 500, temporary: null });
  const tables = filesBelow(join(caseDir, 'tables'));
  const column = async (table: string, name: string): Promise<string[]> => {
    const file = join(caseDir, 'tables', tables.find((path) => path.includes(`/${table}/`)) ?? '');
    return (
      await engine.rows<{ v: string }>(`SELECT DISTINCT "${name}" AS v FROM read_parquet('${file}') WHERE "${name}" IS NOT NULL ORDER BY v`)
    ).map(({ v }) => v);
  };
  const shapes: [string, string, RegExp][] = [
    ['authentication', 'logon_id', /^0x[0-9a-f]+$/],
    ['authentication', 'account_sid', /^S-1-[\d-]+$/],
    ['process_activity', 'process_guid', /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/i],
    ['process_activity', 'granted_access', /^0x[0-9a-f]+$/],
    ['process_activity', 'hashes', /^(SHA1|MD5|SHA256|IMPHASH)=[0-9A-F]+/],
  ];
  for (const [table, name, shape] of shapes) {
    const values = await column(table, name);
    expect(values.length, `${table}.${name}`).toBeGreaterThan(0);
    expect(values.filter((value) => !shape.test(value))).toEqual([]);
  }
  const statements = (await column('access', 'statement')).join('\n');
  expect(statements).toMatch(/'\d{4}-\d\d-\d\d/);
  expect(statements).toMatch(/msisdn:[0-9a-f]{32}/);
  engine.close();
}

/** Which of the spellings stand anywhere in a run of digits of the text. */
function clearIn(text: string, spellings: ReadonlySet<string>): string[] {
  const lengths = [...new Set([...spellings].map((spelling) => spelling.length))];
  const found = new Set<string>();
  for (const run of new Set(text.match(/\d{8,}/g))) {
    for (const length of lengths) {
      for (let at = 0; at + length <= run.length; at++) {
        const part = run.slice(at, at + length);
        if (spellings.has(part)) found.add(part);
      }
    }
  }
  return [...found];
}

function refsOf(text: string): string[] {
  return [...new Set(text.match(/[0-9a-f]{16}(?::\d+|@\d+)/g))];
}

/** Every file of the case as text; of tables the text they hold, because Parquet compresses it. Times and counts are no text. */
async function artefactsOf(caseDir: string): Promise<[string, string][]> {
  const engine = await Duckdb.open({ threads: 1, memory: 500, temporary: null });
  const texts: [string, string][] = [];
  for (const name of filesBelow(caseDir)) {
    const path = join(caseDir, name);
    if (name.endsWith('.parquet')) {
      const columns = await engine.rows<{ column_name: string; column_type: string }>(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
      const told = columns.filter((column) => column.column_type.includes('VARCHAR')).map((column) => `"${column.column_name}"`);
      if (told.length > 0) texts.push([name, JSON.stringify(await engine.rows(`SELECT ${told.join(', ')} FROM read_parquet('${path}')`))]);
    } else texts.push([name, readFileSync(path, 'latin1')]);
  }
  engine.close();
  return texts;
}

/** Each identifier of the call records: as stored, without the country code, with the national prefix. */
function clearSpellings(slice: Slice): ReadonlySet<string> {
  const spellings = new Set<string>();
  const plan = readFileSync(join(slice.context, 'numbers.yaml'), 'utf8');
  const country = /country_code:\s*['"]?(\d+)/.exec(plan)?.[1] ?? '';
  const mapping = parse(readFileSync(join(slice.context, 'mappings', 'cdr.yaml'), 'utf8')) as { columns: Record<string, string> };
  const named = ['servedMSISDN', 'servedIMSI', 'servedIMEI', 'otherMSISDN'].map((column) => mapping.columns[column] ?? '');
  for (const name of filesBelow(slice.cdr)) {
    const [head = '', ...lines] = readFileSync(join(slice.cdr, name), 'utf8').split('\n');
    const columns = head.trim().split(/[,;|\t]/);
    const personal = columns.flatMap((column, i) => (named.includes(column) ? [i] : []));
    expect(personal.length).toBeGreaterThan(2);
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
  return spellings;
}
