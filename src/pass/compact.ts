import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  baseMatchTable,
  coverageTable,
  duplicateTable,
  emptySelect,
  literal,
  provenanceColumns,
  quarantineTable,
  quoted,
  recordTable,
  shardColumns,
  type Case,
  type StageDefinition,
  type StageOutput,
  type Table,
} from '../case/index.ts';
import type { Duckdb } from '../engine/index.ts';
import { factKinds } from '../facts/index.ts';

/** The columns that tell a numbered record again in another file: host, channel, record number, time. */
const IDENTITY = ['p_host', 'p_channel', 'p_record_id', 'time', 'time_100ns'] as const;

/** The stage after the pass: from shards, in whatever way they were cut, to one sorted table a kind with every record once. */
export function compactStage(opened: Case, engine: Duckdb, generation: string): StageDefinition {
  const facts = [...factKinds.map((kind) => kind.table), baseMatchTable];
  return {
    name: 'evidence',
    version: 1,
    inputs: [generation, ...opened.manifest.evidence().map((row) => row.sha256)],
    tables: [...facts, quarantineTable, duplicateTable, coverageTable],
    async run(_input, output) {
      const shards = opened.manifest.shards(generation).map((digest) => join(opened.paths.shards, digest));
      const read = (name: string, columns: Table['columns']): string => {
        const files = shards.map((folder) => join(folder, `${name}.parquet`)).filter((file) => existsSync(file));
        return files.length ? `read_parquet([${files.map(literal).join(', ')}])` : `(${emptySelect(columns)})`;
      };
      await findRepeated(engine, read(recordTable.name, recordTable.columns));
      for (const table of facts) {
        const key = table === baseMatchTable ? ['rule'] : [];
        await copy(engine, output, table, uniqueRows(table, read(table.name, shardColumns(table)), key));
      }
      const columns = Object.keys(quarantineTable.columns).map(quoted).join(', ');
      await copy(engine, output, quarantineTable, `SELECT ${columns} FROM ${read(quarantineTable.name, quarantineTable.columns)} AS q`);
      const records = read(recordTable.name, recordTable.columns);
      await copy(engine, output, duplicateTable, duplicatesByFile(records));
      await copy(engine, output, coverageTable, coverageByMonth(records));
      await engine.run('DROP TABLE repeated');
    },
  };
}

async function copy(engine: Duckdb, output: StageOutput, table: Table, select: string): Promise<void> {
  const order = table.order.map(quoted).join(', ');
  await engine.run(`COPY (${select} ORDER BY ${order}) TO ${literal(output.file(table))} (FORMAT parquet, COMPRESSION zstd)`);
}

/** Makes the table `repeated`: the identities that more than one record has. It is small, and most tables never meet it. */
async function findRepeated(engine: Duckdb, records: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE TABLE repeated AS
    SELECT coalesce(record_host, '') AS p_host, coalesce(channel, '') AS p_channel, record_id AS p_record_id, time, time_100ns, count(*) AS n
    FROM ${records} AS r WHERE record_id IS NOT NULL GROUP BY ALL HAVING count(*) > 1`);
}

/** Each record's row once, under its least pointer, with the pointers of every place it stands in. */
function uniqueRows(table: Table, source: string, key: readonly string[]): string {
  const own = Object.keys(table.columns).filter((name) => name !== 'pointers');
  const columns = own.map(quoted).join(', ');
  const pointer = `struct_pack("ref" := ref, "evidence" := p_evidence, "offset" := p_offset, "record_id" := p_record_id, "host" := p_host_spelled, "channel" := p_channel_spelled)`;
  const partition = [...IDENTITY, ...key].map(quoted).join(', ');
  const places = Object.keys(provenanceColumns).map(quoted).join(', ');
  return `SELECT * FROM (
    WITH spelled AS (SELECT ${columns}, ${places}, p_host AS p_host_spelled, p_channel AS p_channel_spelled FROM ${source} AS s),
    keyed AS (SELECT * REPLACE (coalesce(p_host, '') AS p_host, coalesce(p_channel, '') AS p_channel) FROM spelled),
    single AS (SELECT * FROM keyed ANTI JOIN repeated USING (${IDENTITY.join(', ')})),
    several AS (SELECT * FROM keyed SEMI JOIN repeated USING (${IDENTITY.join(', ')})),
    numbered AS (SELECT *, row_number() OVER same AS n, list(${pointer}) OVER (same ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS pointers
      FROM several WINDOW same AS (PARTITION BY ${partition} ORDER BY ref, p_offset))
    SELECT ${pick(table, `[${pointer}]`)} FROM single
    UNION ALL
    SELECT ${pick(table, 'pointers')} FROM numbered WHERE n = 1)`;
}

function pick(table: Table, pointers: string): string {
  return Object.keys(table.columns)
    .map((name) => (name === 'pointers' ? `${pointers} AS pointers` : quoted(name)))
    .join(', ');
}

/** Of a record that stands in several files, the least pointer counts as parsed and every other as duplicate. */
function duplicatesByFile(records: string): string {
  return `SELECT evidence, count(*) AS records FROM (
    SELECT evidence, row_number() OVER (PARTITION BY p_host, p_channel, p_record_id, time, time_100ns ORDER BY evidence, "offset") AS n FROM (
      SELECT evidence, "offset", coalesce(record_host, '') AS p_host, coalesce(channel, '') AS p_channel, record_id AS p_record_id, time, time_100ns FROM ${records} AS r
    ) AS k SEMI JOIN repeated USING (${IDENTITY.join(', ')})
  ) AS d WHERE n > 1 GROUP BY evidence`;
}

function coverageByMonth(records: string): string {
  return `SELECT host, coalesce(channel, source) AS source, strftime(time, '%Y-%m') AS month, min(time) AS first, max(time) AS last, count(*) AS records FROM (
    SELECT DISTINCT host, source, channel, time, time_100ns, coalesce(record_id, evidence || '@' || "offset") AS identity FROM ${records} AS r
  ) AS d GROUP BY ALL`;
}
