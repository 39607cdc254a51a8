import { expect, it } from 'vitest';
import fc from 'fast-check';
import { readingWay } from './statement-shape.ts';

const number = (i: number): string => `msisdn:${String(i).padStart(32, '0')}`;
const list = (count: number): string => Array.from({ length: count }, (_, i) => `'${number(i)}'`).join(', ');

it.each([
  ['copy usage.voice to stdout', 'copied out'],
  ["COPY (SELECT * FROM voice WHERE cell = 'a from b') TO '/tmp/x'", 'an answer copied out'],
  ["copy voice (a_number, b_number) to program 'gzip'", 'copied out'],
  ['copy voice from stdin', null],
  ['create table tmp_x as select * from voice where cell = 7', 'copied aside'],
  ['CREATE UNLOGGED TABLE x AS SELECT a_number FROM voice', 'copied aside'],
  ['select * into keep from voice', 'copied aside'],
  ['create view v as select * from voice', null],
  ['select a_number, b_number from voice', 'whole table'],
  ['SELECT * FROM voice -- where a_number = 1', 'whole table'],
  ["select 'where' from voice", 'whole table'],
  ['select * from voice limit 5000000', 'whole table'],
  ['table voice', 'whole table'],
  ["select pg_total_relation_size('voice')", null],
  ['select * from voice limit 20', null],
  ['select count(*), max(loaded_at) from voice', null],
  ['select coalesce(sum(bytes), 0) from voice', null],
  ['select cell, count(*) from voice group by cell', null],
  ["select * from voice where started_at > '2024-01-01'", null],
  ['select * from voice order by 1 limit 1000 offset 4000', 'in pages'],
  ["select * from voice where cell = 'x' limit 1000 offset 4000", 'in pages'],
  [`select * from voice where a_number in (${list(5)})`, 'by a list of identifiers'],
  [`select * from voice where a_number = '${number(1)}' or a_number = '${number(2)}'`, null],
  [`select * from voice where a_number like 'msisdn:~${'0'.repeat(32)}%'`, 'by part of an identifier'],
  ['insert into voice values (1)', null],
  ['update voice set cell = 1', null],
  ['', null],
])('%s: %s', (statement, way) => {
  expect(readingWay(statement, null)).toBe(way);
});

it('counts the identifiers that are bound to a statement', () => {
  expect(readingWay('select * from voice where a_number = any ($1)', `"{${list(9)}}"`)).toBe('by a list of identifiers');
});

it('has an answer for any text', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom("'", '"', '$$', '$a$', '/*', '*/', '--', '\n', '(', ')', ',', 'select', 'from', 'copy', 'to', ' ', 'x', '\0'),
      ),
      (parts) => {
        readingWay(parts.join(''), null);
      },
    ),
    { numRuns: 300 },
  );
});
