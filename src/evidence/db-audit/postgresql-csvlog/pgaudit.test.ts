import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditOf } from './pgaudit.ts';

const read = (message: string) => Object.fromEntries(auditOf(message) ?? []);

test('a statement over an object has all nine fields', () => {
  expect(read('AUDIT: SESSION,3,1,READ,SELECT,TABLE,public.cdr,select * from cdr,<none>')).toEqual({
    audit_type: 'SESSION',
    statement_id: '3',
    substatement_id: '1',
    class: 'READ',
    command: 'SELECT',
    object_type: 'TABLE',
    object_name: 'public.cdr',
    statement: 'select * from cdr',
    parameter: '<none>',
  });
});

test('quotes, commas and line ends within a statement are the statement', () => {
  const sql = `select "a", 'x''y'\nfrom cdr`;
  expect(read(`AUDIT: OBJECT,1,1,READ,SELECT,TABLE,public.cdr,"${sql.replaceAll('"', '""')}","1,""b, c"""`)).toMatchObject({
    statement: sql,
    parameter: '1,"b, c"',
  });
});

test('rows stand last when they are logged', () => {
  expect(read('AUDIT: SESSION,1,1,READ,SELECT,,,select 1,<not logged>,42')).toMatchObject({
    object_name: null,
    parameter: '<not logged>',
    rows: '42',
  });
});

test('what pgaudit keeps to itself stays marked', () => {
  expect(read('AUDIT: SESSION,1,1,READ,SELECT,TABLE,a.b,<previously logged>,<previously logged>')).toMatchObject({
    statement: '<previously logged>',
  });
});

test.each([
  'connection authorized: user=bob',
  'AUDIT: SESSION,1,1,READ',
  'AUDIT: OTHER,1,1,READ,SELECT,,,select 1,<none>',
  'AUDIT: SESSION,1,1,READ,SELECT,,,"select 1,<none>',
  'AUDIT: SESSION,1,1,READ,SELECT,,,"select" 1,<none>',
  'AUDIT: SESSION,1,1,READ,SELECT,,,select 1,<none>,4,5',
])('no audit line: %s', (message) => {
  expect(auditOf(message)).toBeNull();
});

test('any statement and parameter written as pgaudit writes them are read back', () => {
  const written = (value: string) => (/[,"\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const value = fc.array(fc.constantFrom('a', ',', '"', '\n', "'", ' '), { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(value, value, (statement, parameter) => {
      const message = `AUDIT: SESSION,1,1,READ,SELECT,,,${written(statement)},${written(parameter)},7`;
      expect(read(message)).toMatchObject({ statement, parameter, rows: '7' });
    }),
  );
});
