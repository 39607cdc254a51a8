import { beforeAll, describe, expect, test } from 'vitest';
import { utcOfWall, type Zone } from '../../lib/index.ts';
import type { Circumstances, Dialect, StoreShape } from '../statement.ts';
import { postgresqlDialect } from './index.ts';
import { printedReading } from './printed-reading.ts';

const store: StoreShape = {
  tables: ['cdr.calls', 'calls'],
  columns: ['no', 'a', 'imsi', 'imei', 'b', 'at', 'dur', 'cell'],
  identifiers: new Map([
    ['a', 'msisdn'],
    ['b', 'msisdn'],
    ['imsi', 'imsi'],
    ['imei', 'imei'],
  ]),
};
const EVERY = 'no,a,imsi,imei,b,at,dur,cell';

const utc: Zone = { name: 'UTC', offsetAt: () => 0 };
const around: Circumstances = {
  parameters: ['999171000001', '2024-03-01 00:00:00', null, '{1,2}'],
  time: Date.parse('2024-03-10T12:00:00Z') * 1000,
  sessionStart: Date.parse('2024-03-10T11:00:00Z') * 1000,
  zone: utc,
};

let dialect: Dialect;
beforeAll(async () => {
  dialect = await postgresqlDialect();
});

function read(sql: string, circumstances: Circumstances = around): string {
  const readings = dialect.read(sql, store, circumstances);
  return readings.length === 0 ? 'untouched' : readings.map(printedReading).join(' ; ');
}

/** Statements whose rows are determined: what each means. */
const understood: readonly (readonly [sql: string, meaning: string])[] = [
  ["select * from calls where a = '1'", `${EVERY} where a{'1'}`],
  ['SELECT A, "at" FROM Cdr.Calls C WHERE C.A = \'1\'', "a,at where a{'1'}"],
  ["select c.b, c.* from cdr.calls as c where c.imei in ('1', '2')", `b,${EVERY} where imei{'1','2'}`],
  ["select a from calls -- where a = '9'\n where /* b = '3' and */ a like '4917%'", 'a where a^4917'],
  ["select a from calls where a like '49_7%8' and b ilike '%71'", 'a where (a~~49_7%8 & b~~%71)'],
  ["select a from calls where cell ilike 'ab%' and cell like '50\\%'", "a where (cell~~*ab% & cell{'50%'})"],
  ["select a from calls where a = '1' or a = '2' or '3' = a", "a where a{'1','2','3'}"],
  ["select a from calls where not (a = '1' or b <> '2')", "a where not (a{'1'} | not b{'2'})"],
  ["select a from calls where a not in ('1','2') and a is null", "a where (not a{'1','2'} & ?null)"],
  ['select a from calls where dur > 60 and 120 >= dur', 'a where (60<dur & dur<=120)'],
  ['select a from calls where dur between -1 and 5.5', 'a where (-1<=dur & dur<=5.5)'],
  ["select a from calls where dur not between '1' and '5'", "a where not ('1'<=dur & dur<='5')"],
  ["select a from calls where at >= '2024-03-01' and at < '2024-03-02'", "a where ('2024-03-01'<=at & at<'2024-03-02')"],
  [
    "select a from calls where at >= timestamp '2024-03-01 10:00' and at < '2024-03-02'::date",
    'a where (2024-03-01T10:00<=at & at<2024-03-02)',
  ],
  ["select a from calls where at < '2024-03-02 10:00+02'::timestamptz", 'a where at<2024-03-02T08:00Z'],
  ["select a from calls where at < cast('2024-03-02 10:00+02' as timestamp without time zone)", 'a where at<2024-03-02T10:00'],
  ["select a from calls where at::date = '2024-03-01' or date(at) = date '2024-03-02'", "a where at::date{'2024-03-01',2024-03-02}"],
  ["select a from calls where date_trunc('day', at) = '2024-03-01'", "a where at::date{'2024-03-01'}"],
  ["select a from calls where at >= date '2024-03-31' - interval '1 month'", 'a where 2024-02-29<=at'],
  ["select a from calls where at >= date '2024-03-10' - 7", 'a where 2024-03-03<=at'],
  [
    "select a from calls where at >= to_date('2024-03-01','yyyy-mm-dd') and at < to_timestamp('2024-03-01 10:00:00','YYYY-MM-DD HH24:MI:SS')",
    'a where (2024-03-01<=at & at<2024-03-01T10:00Z)',
  ],
  ["select a from calls where at >= now() - interval '2 hours'", 'a where 2024-03-10T09:00~2024-03-10T10:00Z<=at'],
  ['select a from calls where at >= current_date - 1', 'a where 2024-03-09<=at'],
  ['select a from calls where a = $1 and at >= $2', "a where (a{'999171000001'} & '2024-03-01 00:00:00'<=at)"],
  [
    "select a from calls where a = any(array['1','2']) or b = any('{3,4}') or dur = any($4)",
    "a where (a{'1','2'} | b{'3','4'} | dur{'1','2'})",
  ],
  [
    "select a from calls where left(a, 4) = '4917' and substr(b,1,2) = '49' and '49' = substring(b from 1 for 2)",
    'a where (a^4917 & b^49 & b^49)',
  ],
  [
    "select a from calls where starts_with(a, '49') and a ^@ '4' and a ~ '^4917' and b ~ '^491$'",
    "a where (a^49 & a^4 & a^4917 & b{'491'})",
  ],
  ["select a from calls where a::text = '1' and cell::varchar like 'x%'", "a where (a::text{'1'} & cell::text^x)"],
  ["select a from calls where 1=1 and true and 'x' <> 'y' and a = '1'", "a where a{'1'}"],
  ['select a from calls where false', 'a where none'],
  ["select upper(cell) || '-' || dur, a, 7 from calls order by at desc", 'cell,dur,a where all'],
  ["select (select c.a || x.n from names x where x.m = c.b limit 1) from calls c where c.b = '1'", "a,b where b{'1'}"],
  ['select calls from calls', `${EVERY} where all`],
  ['select row_to_json(c) from calls c', `${EVERY} where all`],
  ['table calls', `${EVERY} where all`],
  ["copy (select a from calls where b = '1') to stdout with csv", "a where b{'1'}"],
  ["copy cdr.calls (a, b) to program 'gzip > /tmp/x'", 'a,b where all'],
  ["select a from calls where a = '1' limit 10", "a where a{'1'} (limit 10)"],
  ["select a from calls where a = '1' limit all offset 0", "a where a{'1'}"],
  ['select distinct a from calls', 'a where all (distinct)'],
  ["select a from calls where b='1' union all select b from calls where a='1'", "a where b{'1'} + b where a{'1'}"],
  ["select a from calls where b='1' union select a from other", "a where b{'1'} (distinct)"],
  ['prepare q as select a from calls where a = $1', "a where a{'999171000001'}"],
  ["select 1; select a from calls where a = '1'; select a from calls where a = '2'", "a where a{'1'} ; a where a{'2'}"],
  ['select a from calls where U&"\\0061" = U&\'\\0031\'', "a where a{'1'}"],
  ["select reseller from calls where a = '1'", "- where a{'1'}"],
  ['select a, row_number() over (partition by b order by at) from calls', 'a,b,at where all'],
];

/** Statements whose answer is a superset: what is kept, and why it is wider. */
const widened: readonly (readonly [sql: string, meaning: string])[] = [
  ["select a from calls where a = '1' and risk(cell) > 3", "a where (a{'1'} & ?function)"],
  ["select a from calls where a = '1' or risk(cell) > 3", "a where (a{'1'} | ?function)"],
  ['select a from calls where not risk(cell)', 'a where ?function'],
  ['select a from calls where a = b', 'a where ?comparison'],
  ["select a from calls where reseller = 'x'", 'a where ?column'],
  ['select a from calls where a = $3', 'a where ?parameter'],
  ["select a from calls where a ~ '[0-9]7' or a similar to '49%'", 'a where (?function | ?function)'],
  ["select a from calls where a like '%1%2%3%4%5%'", 'a where ?pattern'],
  ['select a from calls where a like b', 'a where ?comparison'],
  ["select a from calls where at > 'yesterday'::timestamp", 'a where ?spelling'],
  ["select a from calls where a in ('1', lower('X'), null)", "a where (a{'1'} | ?function | ?null)"],
  ["select a from calls where dur::int = 5 or a::varchar(3) = '491'", 'a where (?function | ?function)'],
  ["select a from calls where (a, b) = ('1', '2')", 'a where ?function'],
  ["select a from calls where a is distinct from '1'", 'a where ?function'],
  ["select a from calls where case when a = '1' then true else false end", 'a where ?function'],
  ['select a from calls where a in (select m from watch)', 'a where ?subquery'],
  ["select a from calls where exists (select 1 from calls x where x.b = '7')", "- where b{'7'} [through] + a where ?subquery"],
  ["select c.a from calls c join subs s on s.m = c.a where c.imsi = '1' and s.vip", "a where (imsi{'1'} & ?function & ?comparison) [join]"],
  ["select s.* from calls c, subs s where c.a = s.m and c.b = '2'", "- where (?comparison & b{'2'}) [join]"],
  ["select c.a from subs s left join calls c on c.b = '1' where s.x = 1", 'a where ?column [join]'],
  ["select x.a from (select a from calls where b = '1') x where x.a = '2'", "a where b{'1'} [through]"],
  ["with x as (select a from calls where b = '1') select * from x limit 1", "a where b{'1'} [through]"],
  ["with calls as (select a from cdr.calls where b = '1') select a from calls", "a where b{'1'} [through]"],
  ["select a from calls tablesample system (1) where a = '1'", "a where a{'1'} [sample]"],
  ['select a from calls limit $3', 'a where all [limit_unknown]'],
  ['select a from calls offset 5', 'a where all [offset]'],
  ["select a from calls where b = '1' except select b from calls", "a where b{'1'} (distinct) [set] + b where all (distinct) [set]"],
  ['select a from calls union all select b from calls limit 3', 'a where all [limit] + b where all [limit]'],
  ['select distinct on (a) a, b from calls', 'a,b where all (distinct) [limit]'],
  ["select x.v from calls c, lateral (select c.a as v) x where c.b = '1'", `${EVERY} where b{'1'} [join]`],
  ["select j.a from (calls c join subs s on c.a = s.m) as j where j.b = '1'", `${EVERY} where all [nested]`],
  ["select u from calls c, unnest(array[c.a, c.b]) u where c.b = '1'", `${EVERY} where b{'1'} [join]`],
  ['select cell, count(*) from calls group by cell', 'cell where all [aggregate]'],
  ['select max(at) from calls', 'at where all [aggregate]'],
  ['select cell from calls group by cell', 'cell where all [aggregate]'],
  ["select unnest(string_to_array(cell, ',')) from calls", 'cell where all [rows_function]'],
  ["create table t as select * from calls where a = '1'", `${EVERY} where a{'1'} [copied] [through]`],
  ["select * into t from calls where a = '1'", `${EVERY} where a{'1'} [copied]`],
  ["insert into t select a from calls where a = '1'", "a where a{'1'} [copied] [through]"],
  ["declare c cursor for select a from calls where a = '1'", "a where a{'1'} [cursor] [through]"],
  ["delete from calls where a = '1' returning b", "b where a{'1'} [changed]"],
  ["do $$ begin perform * from calls; execute 'select 1'; end $$", `${EVERY} where all [dynamic]`],
  ["select query_to_xml('select * from cdr.calls', true, true, '')", `${EVERY} where all [dynamic]`],
  ['merge into calls using t on true when matched then delete', `${EVERY} where all [unlike]`],
  ["select a frm calls whre a = '1'", `${EVERY} where all [unparsed]`],
  ["select a from calls where a = 'unclosed", `${EVERY} where all [unparsed]`],
  ['select a from "calls" partition (p1) where p1 = \'1\'', `${EVERY} where ?column`],
  ["select a from calls partition (p1) where a = '1' with ur", `${EVERY} where all [unparsed]`],
  ["select a from calls\0 where a = '1'", `${EVERY} where all [unparsed]`],
];

/** Statements that return nothing of a record, or do not touch the store at all. */
const empty: readonly (readonly [sql: string, meaning: string])[] = [
  ["select count(*) from calls where a = '1'", 'nothing'],
  ['select count(distinct a), 7 from calls', 'nothing'],
  ["explain analyze select * from calls where a = '1'", 'nothing'],
  ["update calls set dur = 1 where a = '1'", 'nothing'],
  ['select * from archive.calls', 'untouched'],
  ["select 'calls'", 'untouched'],
  ['select * from callsign', 'untouched'],
  ['vacuum calls; truncate calls; create index on calls (a)', 'untouched'],
  ['copy calls from stdin', 'untouched'],
  ['insert into calls values (1)', 'untouched'],
  ['sele * frm -- calls\n other', 'untouched'],
  ['', 'untouched'],
];

describe('a statement is understood', () => {
  test.each(understood)('%s', (sql, meaning) => {
    expect(read(sql)).toBe(meaning);
  });
});

describe('a statement is widened to a superset', () => {
  test.each(widened)('%s', (sql, meaning) => {
    expect(read(sql)).toBe(meaning);
  });
});

describe('a statement returns no record', () => {
  test.each(empty)('%j', (sql, meaning) => {
    expect(read(sql)).toBe(meaning);
  });
});

describe('what surrounds a statement', () => {
  const unsure: Circumstances = { parameters: null, time: around.time, sessionStart: null, zone: null };

  test('without logged parameters leaves a bound value unknown', () => {
    expect(read('select a from calls where a = $1', unsure)).toBe('a where ?parameter');
  });

  test('without a zone leaves the current day open by the width of the world', () => {
    expect(read('select a from calls where at < current_date', { ...unsure, sessionStart: around.time })).toBe(
      'a where at<2024-03-10~2024-03-11',
    );
  });

  test('takes the time of day of a zone into account', () => {
    const far: Zone = { name: 'far', offsetAt: () => 13 * 3_600_000_000 };
    expect(utcOfWall(far, 0)).toBe(-13 * 3_600_000_000);
    expect(read('select a from calls where at < current_date', { ...around, zone: far })).toBe('a where at<2024-03-11');
  });
});

describe('identifiers that a statement names', () => {
  test.each([
    ["select * from calls where a = '1' and imei in ('2', '3') and b <> '4'", ['msisdn 1', 'imei 2', 'imei 3']],
    ["select * from calls where not (a = '1') or risk(imsi) = '5'", ['imsi 5 in part']],
    [
      "select * from calls c join subs s on s.x = c.a where c.a like '%999171000001' and c.a = any('{7,8}')",
      ['msisdn 999171000001 in part', 'msisdn 7', 'msisdn 8'],
    ],
    ['select * from calls where a = $1 and imsi = 12', ['msisdn 999171000001', 'imsi 12']],
    ["select * from subs where m in (select a from calls where imei = '2')", ['imei 2']],
    [
      "select * frm calls where a = '1' or imsi in ('2','3') and cell = '4' and b like '5%'",
      ['msisdn 1', 'imsi 2', 'imsi 3', 'msisdn 5 in part'],
    ],
  ])('%s', (sql, expected) => {
    const named = dialect.read(sql, store, around).flatMap((reading) => reading.named);
    expect(named.map(({ domain, spelling, whole }) => `${domain} ${spelling}${whole ? '' : ' in part'}`)).toEqual(expected);
  });
});

describe('a hostile statement', () => {
  test.each([
    ['deep parentheses', `select a from calls where ${'('.repeat(4000)}a = '1'${')'.repeat(4000)}`],
    ['deep conditions', `select a from calls where ${"(a = '1' or (b = '2' and ".repeat(1500)}true${'))'.repeat(1500)}`],
    ['deep subqueries', `${'select * from ('.repeat(300)}select a from calls${') x'.repeat(300)}`],
    ['deep NOTs', `select a from calls where ${'not '.repeat(3000)}a = '1'`],
    ['a long list', `select a from calls where a in (${Array.from({ length: 100_000 }, (_, i) => `'${i}'`).join(',')})`],
    ['many ORs', `select a from calls where ${Array.from({ length: 20_000 }, (_, i) => `(a = '${i}' and b > '${i}')`).join(' or ')}`],
    ['a long chain', `select a from calls where a = ${'cell || '.repeat(50_000)} cell`],
    ['many tables', `select c.a from calls c ${Array.from({ length: 2_000 }, (_, i) => `join t${i} on true`).join(' ')}`],
    ['open comments', `select a from calls ${'/*'.repeat(50_000)}`],
    ['many signs', `select a from calls where 1 = ${'+-'.repeat(20_000)} 1`],
    ['open quotes', `select a from calls where a = ${"'x".repeat(50_001)}`],
  ])('with %s is read in bounded time and never missed', (_, sql) => {
    const started = performance.now();
    expect(dialect.read(sql, store, around).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
