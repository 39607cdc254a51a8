/**
 * What correlations cost over very many base matches: three years of them in Parquet as the pass leaves them, in 200,000 groups of which a few
 * are busy. Prints for each correlation its findings and the matches behind them, the time and the highest memory of the process.
 * Run: `node bench/correlation.ts [millions of matches, 50] [MB for the engine, 400]`; each correlation runs in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseMatchTable, type StageInput } from '../src/case/index.ts';
import { runCorrelations } from '../src/detect/correlations/index.ts';
import { Duckdb } from '../src/engine/index.ts';
import { loadRules } from '../src/sigma/index.ts';
import { writeFileSync } from 'node:fs';

const FILE_ROWS = 1_000_000;
const YEARS_SECONDS = 3 * 365 * 86_400;

const rules = `
title: Failed logon
id: failed
name: failed
logsource: {product: windows, service: security}
detection: {any: {EventID: 4625}, condition: any}
---
title: Logon
id: logon
name: logon
logsource: {product: windows, service: security}
detection: {any: {EventID: 4624}, condition: any}
---
title: Service
id: service
name: service
logsource: {product: windows, service: security}
detection: {any: {EventID: 4697}, condition: any}
---
title: event_count, rare
id: event_count-rare
correlation: {type: event_count, rules: [failed], group-by: [TargetUserName], timespan: 1h, condition: {gte: 250}}
---
title: event_count, often
id: event_count-often
correlation: {type: event_count, rules: [failed, logon], group-by: [TargetUserName], timespan: 1h, condition: {gte: 10}}
---
title: value_count
id: value_count
correlation: {type: value_count, rules: [failed], group-by: [IpAddress], timespan: 1d, condition: {gte: 250, field: TargetUserName}}
---
title: temporal_ordered
id: temporal_ordered
correlation: {type: temporal_ordered, rules: [failed, logon, service], group-by: [TargetUserName], timespan: 10m}
---
title: value_percentile
id: value_percentile
correlation: {type: value_percentile, rules: [logon], group-by: [IpAddress], timespan: 30d, condition: {gt: 9990, field: bytes, percentile: 99}}
---
title: event_count, no group
id: event_count-whole
correlation: {type: event_count, rules: [failed], timespan: 1y, condition: {gte: 20000000}}
`;

/** Matches by time, the fields as the pass masks and stores them. */
async function makeMatches(dir: string, millions: number): Promise<void> {
  const engine = await Duckdb.open({ threads: 2, memory: 600, temporary: dir });
  const rows = millions * 1_000_000;
  for (let file = 0; file * FILE_ROWS < rows; file++) {
    const draw = (salt: number): string => `(CAST(hash(i * 8 + ${salt}) >> 11 AS DOUBLE) / 9007199254740992)`;
    const user = `CAST(floor(200000 * pow(${draw(1)}, 3)) AS BIGINT)`;
    await engine.run(`COPY (
      SELECT make_timestamp(1640995200000000 + CAST(i * ${(YEARS_SECONDS * 1_000_000) / rows} AS BIGINT)) AS time, CAST(i % 10 AS INTEGER) AS time_100ns, 7 AS time_digits,
        'h' || CAST(floor(2000 * ${draw(2)}) AS INTEGER) || '.corp.example' AS host,
        CASE WHEN ${draw(3)} < 0.7 THEN 'failed' WHEN ${draw(3)} < 0.97 THEN 'logon' ELSE 'service' END AS rule,
        '{"EventID":"4625","TargetUserName":"user' || ${user} || '","IpAddress":"10.' || (${user} % 199) || '.' || CAST(floor(200 * ${draw(5)}) AS INTEGER)
          || '.7","WorkstationName":"WS' || (i % 977) || '","LogonType":"3","bytes":"' || CAST(floor(10000 * ${draw(6)}) AS INTEGER) || '"}' AS fields,
        '0123456789abcdef:' || i AS ref,
        [struct_pack("ref" := '0123456789abcdef:' || i, "evidence" := '${'0123456789abcdef'.repeat(4)}', "offset" := i * 512, "record_id" := CAST(i AS VARCHAR), "host" := 'H', "channel" := 'Security')] AS pointers
      FROM range(${file * FILE_ROWS}, ${Math.min(rows, (file + 1) * FILE_ROWS)}) AS r(i))
      TO '${dir}/match-${String(file).padStart(5, '0')}.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`);
  }
  engine.close();
}

async function runOne(dir: string, id: string, memory: number): Promise<void> {
  const load = loadRules([join(dir, 'rules.yml')]);
  const correlations = load.correlations.filter((one) => one.id === id);
  const out = join(dir, `out-${id}`);
  mkdirSync(out);
  const engine = await Duckdb.open({ threads: 2, memory, temporary: join(dir, 'spill') });
  const columns = Object.entries(baseMatchTable.columns).map(([name, { type }]) => `${name} ${type}`);
  await engine.run(`CREATE TABLE facts (${columns.join(', ')})`);
  const input: StageInput = { engine, from: () => `read_parquet('${dir}/match-*.parquet')`, rows: () => Promise.resolve([]) };
  let files = 0;
  const begun = performance.now();
  await runCorrelations(correlations, input, { file: () => join(out, `${files++}.parquet`) }, 'facts');
  const seconds = (performance.now() - begun) / 1000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const [row] =
    files === 0
      ? []
      : await engine.rows<{ n: number; p: number }>(
          `SELECT count(*) AS n, CAST(coalesce(sum(len(pointers)), 0) AS BIGINT) AS p FROM read_parquet('${out}/*.parquet')`,
        );
  engine.close();
  rmSync(out, { recursive: true });
  process.stdout.write(
    `${JSON.stringify({ seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024, findings: row?.n ?? 0, behind: row?.p ?? 0 })}\n`,
  );
}

function main(): void {
  const millions = Number(process.argv[2] ?? 50);
  const memory = Number(process.argv[3] ?? 400);
  const only = process.argv[4];
  const dir = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'hardcell-correlation-'));
  mkdirSync(join(dir, 'spill'));
  writeFileSync(join(dir, 'rules.yml'), rules);
  try {
    child('make', dir, String(millions));
    process.stdout.write(`${millions} million matches over three years, 200,000 users\n\n`);
    process.stdout.write(`correlation          findings   matches behind  matches/s   CPU s  peak MB\n`);
    for (const id of [
      'event_count-rare',
      'event_count-often',
      'value_count',
      'temporal_ordered',
      'value_percentile',
      'event_count-whole',
    ]) {
      if (only !== undefined && only !== id) continue;
      const { seconds, cpu, rss, findings, behind } = JSON.parse(child('run', dir, id, String(memory)));
      const cells = [
        findings.toLocaleString('en').padStart(9),
        behind.toLocaleString('en').padStart(15),
        Math.round((millions * 1e6) / seconds)
          .toLocaleString('en')
          .padStart(11),
      ];
      process.stdout.write(`${id.padEnd(19)}${cells.join('  ')}  ${cpu.toFixed(0).padStart(6)}  ${rss.toFixed(0).padStart(7)}\n`);
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function child(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const [, , command, dir = '', third = '', fourth = ''] = process.argv;
if (command === 'make') await makeMatches(dir, Number(third));
else if (command === 'run') await runOne(dir, third, Number(fourth));
else main();
