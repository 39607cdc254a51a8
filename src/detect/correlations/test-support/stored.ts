import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseMatchTable, findingTable, type Finding, type StageInput } from '../../../case/index.ts';
import { Duckdb } from '../../../engine/index.ts';
import { loadRules, type CorrelatedMatch, type Correlation, type RuleLoad } from '../../../sigma/index.ts';
import { runCorrelations } from '../correlations.ts';

const COLUMNS = Object.entries(baseMatchTable.columns).map(([name, { type }]) => `${name} ${type}`);
/** 2024-03-01. */
const START = 1_709_251_200_000_000;

/** The findings of correlations over matches that lie in tables, by time and id. */
export async function storedFindings(correlations: readonly Correlation[], matches: readonly CorrelatedMatch[]): Promise<Finding[]> {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-correlations-'));
  const engine = await Duckdb.open({ threads: 2, memory: 300, temporary: null });
  try {
    await engine.run(`CREATE TABLE base (${COLUMNS.join(', ')}); CREATE TABLE facts (${COLUMNS.join(', ')})`);
    const rows = matches.map(({ rule, time, ref, fields }) => ({
      time: START + Math.floor(time / 10),
      tick: time % 10,
      rule,
      ref,
      fields: JSON.stringify(fields),
    }));
    await engine.run(
      `INSERT INTO base SELECT make_timestamp(r.time), r.tick, 7, 'h.example', r.rule, r.fields, r.ref,
        [struct_pack("ref" := r.ref, "evidence" := 'e', "offset" := 0, "record_id" := NULL, "host" := 'H', "channel" := 'C')]
        FROM (SELECT unnest(from_json($rows, '[{"time":"BIGINT","tick":"INTEGER","rule":"VARCHAR","ref":"VARCHAR","fields":"VARCHAR"}]')) AS r) AS rows`,
      { rows: JSON.stringify(rows) },
    );
    let files = 0;
    const from: StageInput['from'] = (table) => (table === baseMatchTable ? 'base' : 'facts');
    const input: StageInput = { engine, from, rows: () => Promise.resolve([]) };
    await runCorrelations(correlations, input, { file: () => join(dir, `${files++}.parquet`) }, 'facts');
    const tables = await engine.rows<{ name: string }>(
      `SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'correlation%'`,
    );
    if (tables.length > 0) throw new Error(`tables were left behind: ${tables.map(({ name }) => name).join(', ')}`);
    if (files === 0) return [];
    return await engine.rows<Finding>(`SELECT * FROM read_parquet('${dir}/*.parquet') AS f ORDER BY ${findingTable.order.join(', ')}`);
  } finally {
    engine.close();
    rmSync(dir, { recursive: true });
  }
}

/** The rules and correlations of one text. */
export function linkedText(text: string): RuleLoad {
  const dir = mkdtempSync(join(tmpdir(), 'hardcell-correlations-'));
  writeFileSync(join(dir, 'rules.yml'), text);
  const load = loadRules([dir]);
  rmSync(dir, { recursive: true });
  if (load.rejected.length > 0) throw new Error(load.rejected.map(({ message }) => message).join('\n'));
  return load;
}

/** Matches at seconds, written `10 failed user=anna`; refs count from 1. */
export function storedMatches(...lines: string[]): CorrelatedMatch[] {
  return lines.map((line, i) => {
    const [second = '', rule = '', ...fields] = line.split(' ');
    const pairs = fields.map((field): [string, string] => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]);
    return { rule, time: Math.round(Number(second) * 10_000_000), ref: `e:${i + 1}`, fields: Object.fromEntries(pairs) };
  });
}
