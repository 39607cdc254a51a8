import { objectOf, selectOf } from '../record-sql.ts';
import type { Query } from '../query.ts';
import type { Desk, Template } from './desk.ts';
import { lastLoad } from './mediation.ts';

/** Database administrators: the catalogue, plans, counts. */
export const administration: readonly Template[] = [catalogue, catalogue, plan, howMany, aFew, lastLoad];

/** Developers: whether a statement is fast, what a row looks like. */
export const development: readonly Template[] = [plan, plan, howMany, aFew, lastLoad];

function catalogue(desk: Desk): Query {
  const { table } = desk;
  return desk.random.pick<Query>([
    { sql: 'select version();', rows: 1, objects: [objectOf('', '')] },
    { sql: `select pg_size_pretty(pg_total_relation_size('${table}'));`, rows: 1, objects: [objectOf('', '')] },
    {
      sql: `select relpages, reltuples from pg_catalog.pg_class where oid = '${table}'::regclass;`,
      rows: 1,
      objects: [objectOf('pg_catalog.pg_class')],
    },
    {
      sql: 'select pid, mode, relation::regclass from pg_locks where not granted;',
      rows: 0,
      objects: [objectOf('pg_catalog.pg_locks', 'VIEW')],
    },
    {
      sql: "select setting, unit from pg_settings where name = 'shared_buffers';",
      rows: 1,
      objects: [objectOf('pg_catalog.pg_settings', 'VIEW')],
    },
    { sql: 'select extname, extversion from pg_catalog.pg_extension order by 1;', rows: 3, objects: [objectOf('pg_catalog.pg_extension')] },
  ]);
}

function plan(desk: Desk): Query | null {
  const days = desk.days(1, 7);
  if (days === null) return null;
  const w = desk.wording(false);
  const who = { kind: 'equals', column: 'msisdn', value: desk.msisdn(desk.subscriber()) } as const;
  return { sql: `EXPLAIN ${selectOf({ columns: null, conditions: [who, desk.during(days)] }, w)}`, rows: 0, tag: 'EXPLAIN' };
}

function howMany(desk: Desk): Query {
  const w = desk.wording(false);
  return desk.query(w, `${w.word('select')} count(*) ${w.word('from')} ${w.table()}`, 1);
}

function aFew(desk: Desk): Query | null {
  const most = desk.random.pick([5, 10, 20]);
  const days = desk.days(1, 1);
  if (days === null || desk.totalOf(days) < most) return null;
  const w = desk.wording(false);
  return desk.query(w, `${w.word('select')} * ${w.word('from')} ${w.table()} ${w.word('limit')} ${most}`, most);
}
