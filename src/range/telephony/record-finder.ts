import { join } from 'node:path';
import { Duckdb } from '../../engine/index.ts';
import { wideColumnsOf } from '../warehouse/store.ts';
import { recordBlocks } from './record-blocks.ts';
import { recordColumnNames, type RecordColumn, type RecordCondition, type RecordQuestion } from './question.ts';
import type { RecordFinder } from './telephony.ts';
import type { RecordWorld } from './write-block.ts';

const MEMORY = 600;
const numbers: ReadonlySet<RecordColumn> = new Set(['number', 'duration', 'uplink', 'downlink']);
const times: ReadonlySet<RecordColumn> = new Set(['start', 'loaded']);

/** Opens the call records of a world as they were written to `folder`, all blocks of them; each question takes one core, several may be asked at a time. Throws where a file cannot be read. */
export async function openRecordFinder(world: RecordWorld, folder: string): Promise<RecordFinder> {
  const { knobs, span, store } = world;
  const engine = await Duckdb.open({ threads: 1, memory: MEMORY, temporary: null });
  const names = wideColumnsOf(store);
  const files = recordBlocks(knobs, span).map(({ path }) => text(join(folder, path)));
  const read =
    knobs.recordFormat === 'parquet'
      ? `read_parquet([${files.join(', ')}])`
      : `read_csv([${files.join(', ')}], auto_detect = false, header = true, delim = ',', nullstr = '', columns = {${recordColumnNames
          .map((column) => `'${names[column]}': '${typeOf(column)}'`)
          .join(', ')}})`;
  const columns = recordColumnNames.map((column) => `CAST("${names[column]}" AS ${typeOf(column)}) AS "${column}"`);
  await engine.run(`CREATE VIEW records AS SELECT ${columns.join(', ')} FROM ${read}`);
  return {
    async find({ conditions }: RecordQuestion, asked) {
      const where = [`loaded <= make_timestamp(${Math.floor(asked)})`, ...conditions.map(conditionSql)].join(' AND ');
      // Rows in a few long texts: thousands of times fewer values to hand over.
      const found = await engine.rows<{ part: number; numbers: string }>(
        `SELECT number // 1048576 AS part, CAST(to_json(list(number ORDER BY number)) AS VARCHAR) AS numbers FROM records WHERE ${where} GROUP BY part ORDER BY part`,
      );
      // The engine made this text; JSON.parse cannot know its shape.
      return found.flatMap((one) => (JSON.parse(one.numbers) as number[]).map((number) => `${store.name}:${number}`)).sort();
    },
    close: () => engine.close(),
  };
}

function typeOf(column: RecordColumn): string {
  return numbers.has(column) ? 'BIGINT' : times.has(column) ? 'TIMESTAMP' : 'VARCHAR';
}

/** A condition in the finder's own words, whatever a statement says it in. */
function conditionSql(condition: RecordCondition): string {
  switch (condition.kind) {
    case 'equals':
      return `"${condition.column}" = ${value(condition.column, condition.value)}`;
    case 'in':
      return `"${condition.column}" IN (${['NULL', ...condition.values.map((one) => value(condition.column, one))].join(', ')})`;
    case 'prefix':
      return `starts_with(CAST("${condition.column}" AS VARCHAR), ${text(condition.value)})`;
    case 'between':
      return `"${condition.column}" >= make_timestamp(${condition.from}) AND "${condition.column}" < make_timestamp(${condition.to})`;
    case 'longer':
      return `duration > ${condition.seconds}`;
    case 'area':
      return `split_part(cell, '-', 3) = ${text(condition.area)}`;
    case 'md5':
      return `starts_with(md5(${condition.column}), ${text(condition.digits)})`;
  }
}

function value(column: RecordColumn, written: string): string {
  return `CAST(${text(written)} AS ${typeOf(column)})`;
}

function text(written: string): string {
  return `'${written.replaceAll("'", "''")}'`;
}
