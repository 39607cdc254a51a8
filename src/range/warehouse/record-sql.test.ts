import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Duckdb } from '../../engine/index.ts';
import { DAY, HOUR, MINUTE, plainText } from '../moment.ts';
import { Random } from '../random.ts';
import { recordColumnNames, type RecordColumn, type RecordCondition } from '../telephony/question.ts';
import { drawStore, sqlOf, wideColumnsOf, type RecordSql } from './index.ts';

const FROM = Date.UTC(2024, 2, 1) * 1000;

/** Records of a table small enough to be looked through by a rule of the test's own. */
const random = new Random('record sql');
const table = Array.from({ length: 300 }, (_, i) => {
  const start = FROM + random.integer(0, 9 * 86_399) * 1_000_000;
  return {
    number: 7_000_000_001 + i,
    msisdn: `99915${random.integer(1_000, 1_020)}77`,
    imsi: `00101000000000${random.integer(0, 9)}`,
    imei: `00440138000000${random.integer(0, 9)}`,
    other: `99916${random.integer(1_000, 1_020)}77`,
    start,
    duration: random.integer(0, 900),
    cell: `001-01-${random.integer(100, 103)}-${random.integer(1, 5)}`,
    type: random.pick(['MOC', 'MTC']),
    uplink: random.integer(0, 99),
    downlink: random.integer(0, 99),
    loaded: start + random.integer(1, 40) * HOUR,
  };
});
type Row = (typeof table)[number];

let engine: Duckdb;
beforeAll(async () => {
  engine = await Duckdb.open({ threads: 1, memory: 200, temporary: null });
  await engine.run("SET TimeZone = 'UTC'");
  await engine.run("CREATE SCHEMA net; CREATE TABLE net.site AS SELECT * FROM (VALUES ('100'), ('101'), ('102'), ('103')) AS t(lac)");
  await engine.run("CREATE MACRO site_of(cell) AS 'SITE-' || split_part(cell, '-', 3)");
});
afterAll(() => engine.close());

function keeps(row: Row, condition: RecordCondition): boolean {
  switch (condition.kind) {
    case 'equals':
      return String(row[condition.column]) === condition.value;
    case 'in':
      return condition.values.includes(String(row[condition.column]));
    case 'prefix':
      return String(row[condition.column]).startsWith(condition.value);
    case 'between':
      return row[condition.column] >= condition.from && row[condition.column] < condition.to;
    case 'longer':
      return row.duration > condition.seconds;
    case 'area':
      return row.cell.split('-')[2] === condition.area;
    case 'md5':
      return createHash('md5').update(row.msisdn).digest('hex').startsWith(condition.digits);
  }
}

function drawCondition(draw: Random): RecordCondition {
  const row = draw.pick(table);
  const identifier = (): RecordColumn => draw.pick(['msisdn', 'imsi', 'imei', 'other', 'number']);
  const from = FROM + draw.integer(0, 5) * DAY + (draw.chance(0.3) ? draw.integer(0, 900) * MINUTE + draw.integer(0, 1) * 123_456 : 0);
  return draw.pick<() => RecordCondition>([
    () => ({ kind: 'equals', column: 'msisdn', value: row.msisdn }),
    () => ({ kind: 'equals', column: 'number', value: String(row.number) }),
    () => ({ kind: 'in', column: 'imsi', values: draw.sample(table, draw.integer(1, 3)).map((one) => one.imsi) }),
    () => ({ kind: 'prefix', column: identifier(), value: row.msisdn.slice(0, draw.integer(1, 8)) }),
    () => ({ kind: 'prefix', column: 'number', value: String(row.number).slice(0, 9) }),
    () => ({ kind: 'between', column: draw.pick(['start', 'loaded']), from, to: from + draw.integer(1, 3) * DAY }),
    () => ({ kind: 'longer', column: 'duration', seconds: draw.integer(0, 800) }),
    () => ({ kind: 'area', area: String(draw.integer(100, 103)) }),
    () => ({ kind: 'md5', column: 'msisdn', digits: draw.hex(1) }),
  ])();
}

/** The statement with its values written in, as this engine takes it: its `~` matches whole texts, and it reads no array in a text. */
function runnable({ sql, parameters = [] }: RecordSql): string {
  const inner = sql
    .replace(/public\.cdr/, 'cdr')
    .replace(/^COPY \(([^]*)\) TO STDOUT WITH CSV HEADER$/, '$1')
    .replace(/;$/, '');
  const bound = inner.replace(/\$(\d+)/g, (_, number: string) => {
    const value = parameters[Number(number) - 1] ?? '';
    return value.startsWith('{')
      ? `[${value
          .slice(1, -1)
          .split(',')
          .map((one) => `'${one}'`)
          .join(',')}]`
      : `'${value.replace(/\+00$/, '')}'`;
  });
  return bound.replace(/ ~ '(\^\w+)'/g, " ~ '$1.*'");
}

test('a question’s SQL returns the records that the question means, in every wording and every store’s names', async () => {
  const wordings = new Set<string>();
  for (let seed = 0; seed < 220; seed++) {
    const draw = new Random(`question ${seed}`);
    const store = drawStore(draw);
    const names = wideColumnsOf(store);
    const conditions = Array.from({ length: draw.integer(1, 3) }, () => drawCondition(draw));
    await createTable(store.table, names);
    const asked = sqlOf({ columns: ['number', 'cell'], conditions, targets: [], understood: true, bound: draw.chance(0.3) }, store, draw);
    const rows = await engine.rows<Record<string, unknown>>(runnable(asked));
    const wanted = table.filter((row) => conditions.every((condition) => keeps(row, condition))).map((row) => String(row.number));
    expect(rows.map((row) => String(row[names.number])).toSorted(), asked.sql).toEqual(wanted.toSorted());
    wordings.add(asked.sql.replace(/'[^']*'|\d+/g, '?'));
  }
  expect(wordings.size).toBeGreaterThan(150);
});

const created = new Set<string>();

async function createTable(name: string, columns: Readonly<Record<RecordColumn, string>>): Promise<void> {
  if (created.has(name)) return;
  created.add(name);
  const schema = name.slice(0, name.indexOf('.'));
  if (schema !== 'public') await engine.run(`CREATE SCHEMA ${schema}`);
  const own = schema === 'public' ? name.slice(7) : name;
  const values = table.map((row) =>
    [
      row.number,
      `'${row.msisdn}'`,
      `'${row.imsi}'`,
      `'${row.imei}'`,
      `'${row.other}'`,
      `timestamp '${plainText(row.start)}'`,
      row.duration,
      `'${row.cell}'`,
    ]
      .concat([`'${row.type}'`, row.uplink, row.downlink, `timestamp '${plainText(row.loaded)}'`])
      .join(', '),
  );
  await engine.run(
    `CREATE TABLE ${own} AS SELECT * FROM (VALUES (${values.join('), (')})) AS t(${recordColumnNames.map((column) => columns[column]).join(', ')})`,
  );
}
