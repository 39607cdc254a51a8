import { literal, quoted, type StageOutput, type Table } from '../../case/index.ts';
import type { Duckdb } from '../../engine/index.ts';
import { commonColumns, rowKey, shardColumns } from '../shard-tables.ts';
import type { ReadShards } from './shard-files.ts';

/** Rows a file holds before the next begins: what is sorted in memory at a time, and some tens of megabytes on disk. */
const FILE_ROWS = 200_000;
/** Rows that the engine holds, compressed column by column, before it writes them. */
const GROUP_ROWS = 61_440;
const MINUTE = 60_000_000;

/** One statement, and how many rows it sorts. */
export interface SortingStatement {
  readonly sql: string;
  readonly rows: number;
}

/**
 * Statements that write a fact table, or base matches, sorted and split by time: each record's row once, with the pointers of every place it
 * stands in. Of several the one with the most digits of time counts, then the one of the least pointer. `repeated`: whether any record stands more
 * than once. One statement writes one file, whatever the others do.
 */
export async function factStatements(
  engine: Duckdb,
  read: ReadShards,
  table: Table,
  output: StageOutput,
  repeated: boolean,
): Promise<readonly SortingStatement[]> {
  const source = read(table.name, shardColumns(table));
  const order = table.order.map(quoted).join(', ');
  const found = await stretches(engine, source);
  return found.map(({ from, to, rows: sorted }) => {
    const rows = (copied: boolean): string =>
      placedRows(table, `SELECT * FROM ${source} AS s WHERE time >= make_timestamp(${from}) AND time < make_timestamp(${to})`, copied);
    const columns = Object.keys(table.columns).map(quoted).join(', ');
    const file = literal(output.file(table));
    // Most logs stand once: only the records of the others are compared.
    const once = `SELECT ${columns}, p_offset FROM (SELECT *, [pointer] AS pointers FROM (${rows(false)}) AS r) AS once`;
    const several = `SELECT ${columns}, p_offset FROM (${onceEach(table, rows(true))}) AS several`;
    const select = repeated ? `${once} UNION ALL ${several}` : once;
    const sql = `COPY (SELECT ${columns} FROM (${select}) AS s ORDER BY ${order}, p_offset) TO ${file} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_ROWS})`;
    return { sql, rows: sorted };
  });
}

/** Cuts the table's time at full minutes, so that what stands in two files at nearly the same time falls into one stretch. */
async function stretches(engine: Duckdb, source: string): Promise<{ from: number; to: number; rows: number }[]> {
  const sql = `SELECT CAST(floor(epoch_us(time) / ${MINUTE}) AS BIGINT) AS minute, count(*) AS n FROM ${source} AS s GROUP BY minute ORDER BY minute`;
  const found: { from: number; to: number; rows: number }[] = [];
  for await (const block of engine.stream<{ minute: number; n: number }>(sql)) {
    for (const { minute, n } of block) {
      const current = found.at(-1);
      if (current && current.rows < FILE_ROWS) {
        current.to = (minute + 1) * MINUTE;
        current.rows += n;
      } else found.push({ from: minute * MINUTE, to: (minute + 1) * MINUTE, rows: n });
    }
  }
  return found;
}

/** The rows of a stretch with what their origin says of them, their ref, and one pointer each. */
function placedRows(table: Table, facts: string, copied: boolean): string {
  const own = Object.keys(table.columns).filter((name) => name in shardColumns(table));
  const columns = [...own.map((name) => `f.${quoted(name)}`), ...commonColumns(table).map(commonColumn)].join(', ');
  const ref = `CASE WHEN o.numbered AND f.p_record_id IS NOT NULL THEN o.evidence[1:16] || ':' || f.p_record_id ELSE o.evidence[1:16] || '@' || f.p_offset END`;
  const pointer = `struct_pack("ref" := ref, "evidence" := evidence, "offset" := p_offset, "record_id" := CAST(p_record_id AS VARCHAR), "host" := record_host, "channel" := p_channel)`;
  return `SELECT *, ${pointer} AS pointer FROM (
    SELECT ${columns}, f.p_origin, f.p_offset, f.p_record_id, o.evidence, o.record_host, o.channel AS p_channel, ${ref} AS ref
    FROM (${facts}) AS f JOIN origins AS o ON f.p_origin = o.origin AND ${copied ? '' : 'NOT '}o.copied) AS p`;
}

/** A sensor's record can be about another host than its origin's. */
function commonColumn(name: string): string {
  if (name === 'host') return 'coalesce(f.p_host, o.host) AS host';
  if (name === 'host_raw') return 'CASE WHEN f.p_host IS NULL THEN o.host_raw ELSE f.p_host_raw END AS host_raw';
  return `o.${quoted(name)}`;
}

/** Of logs that stand more than once: rows of records that stand once as they are; of the others one, with all pointers. */
function onceEach(table: Table, rows: string): string {
  const same = ['same_log', 'same_number', 'same_moment', ...rowKey(table).map(quoted)].join(', ');
  return `WITH marked AS (
      SELECT r.*, d.log AS same_log, d.record_id AS same_number, d.moment AS same_moment FROM (${rows}) AS r
      LEFT JOIN repeated AS d ON r.p_origin = d.origin AND r.p_offset = d."offset"),
    best AS (
      SELECT * EXCLUDE pointer FROM marked WHERE same_log IS NOT NULL
      QUALIFY row_number() OVER (PARTITION BY ${same} ORDER BY time_digits DESC, ref, p_offset) = 1),
    places AS (SELECT ${same}, list_sort(list(pointer)) AS pointers FROM marked WHERE same_log IS NOT NULL GROUP BY ${same})
    SELECT * EXCLUDE pointer, [pointer] AS pointers FROM marked WHERE same_log IS NULL
    UNION ALL BY NAME SELECT best.*, places.pointers FROM best JOIN places USING (${same})`;
}
