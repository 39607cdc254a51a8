import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoFromInstant } from '../../../lib/index.ts';
import type { EvidenceFile, FieldValue, Quarantined, RawEvent } from '../../reader.ts';
import { bytesFile } from '../../text/bytes-file.ts';
import { csvlogText } from './csvlog-text.ts';
import { postgresqlCsvlog } from './index.ts';

function readFile(file: EvidenceFile) {
  const events: { offset: number; size: number; time: string; assumed: boolean; fields: Record<string, FieldValue> }[] = [];
  const refused: Quarantined[] = [];
  postgresqlCsvlog.read(file, {
    event: (event: RawEvent) => {
      const { offset, size, zoneAssumed } = event;
      events.push({
        offset,
        size,
        time: isoFromInstant(event.time),
        assumed: zoneAssumed ?? false,
        fields: Object.fromEntries(event.fields()),
      });
    },
    quarantine: (item) => void refused.push(item),
  });
  return { events, refused };
}

const read = (content: string | Uint8Array, zone: string | null = null) => readFile(bytesFile(content, zone));

test('a record has the fields of its columns, and an audit line those of pgaudit too', () => {
  const { events, refused } = read(csvlogText());
  expect(refused).toEqual([]);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ offset: 0, size: csvlogText().length, time: '2024-02-03T10:00:01.250Z', assumed: false });
  expect(events[0]?.fields).toMatchObject({
    user_name: 'billing',
    connection_from: '10.0.3.7:51532',
    session_id: '65be0f21.1267',
    detail: null,
    backend_type: 'client backend',
    audit_type: 'SESSION',
    object_name: 'public.cdr',
    statement: 'select 1',
  });
});

test.each([
  ['9.0 to 12', 23, 'application_name'],
  ['13', 24, 'backend_type'],
  ['14 and later', 26, 'query_id'],
])('PostgreSQL %s writes %i columns', (_, columns, last) => {
  const { events, refused } = read(csvlogText({}, columns));
  expect(refused).toEqual([]);
  const names = Object.keys(events[0]?.fields ?? {}).filter((name) => name !== 'rows');
  expect(names.indexOf(last)).toBe(columns - 1);
});

test('a statement of several lines is one record, whatever it looks like', () => {
  const query = `select 1;\n${csvlogText().trim()}\n-- "x"`;
  const { events, refused } = read(csvlogText({ error_severity: 'ERROR', message: 'canceling statement due to user request', query }));
  expect([events.length, refused.length]).toEqual([1, 0]);
  expect(events[0]?.fields.query).toBe(query);
});

test('a record that the end of the file cuts is quarantined at its place', () => {
  const whole = csvlogText();
  for (let cut = 1; cut < whole.length - 1; cut += 7) {
    const { events, refused } = read(whole + whole.slice(0, cut));
    expect(events).toHaveLength(1);
    expect(refused.map(({ offset, bytes }) => [offset, bytes])).toEqual([[whole.length, cut]]);
  }
  expect(read(whole + whole.slice(0, whole.indexOf('SESSION'))).refused[0]?.code).toBe('CSV_CUT');
});

test('a last record without its line end is an event when it is whole', () => {
  expect(read(csvlogText() + csvlogText().trim()).events).toHaveLength(2);
});

test('after damage in mid-file the next record is read', () => {
  const whole = csvlogText({ detail: 'two\nlines' });
  const damaged = whole.slice(0, 100) + '\u0001' + whole.slice(140);
  const { events, refused } = read(whole + damaged.replace('"cdr"', '"cdr') + whole + whole);
  expect(events.length).toBeGreaterThanOrEqual(3);
  expect(refused.map(({ code }) => code)).toContain('CSV_DAMAGED');
});

test.each([
  ['a column too few', csvlogText({}, 22), 'CSVLOG_COLUMNS'],
  ['columns that no version has', csvlogText().trim() + ',,,\n', 'CSVLOG_COLUMNS'],
  ['a day that there is not', csvlogText({ log_time: '2024-02-30 10:00:01.250 UTC' }), 'CSVLOG_TIME_INVALID'],
  ['a line that is no record', 'psql: error\n', 'CSV_DAMAGED'],
])('a record with %s is quarantined', (_, text, code) => {
  const { events, refused } = read(csvlogText() + text + csvlogText());
  expect(refused.map((item) => item.code)).toEqual([code]);
  expect(events).toHaveLength(2);
});

test.each([
  ['2024-07-15 12:00:00.000 UTC', null, '2024-07-15T12:00:00.000Z', false],
  ['2024-07-15 12:00:00.000 +03', null, '2024-07-15T09:00:00.000Z', false],
  ['2024-07-15 12:00:00.000 -0330', 'Europe/Berlin', '2024-07-15T15:30:00.000Z', false],
  ['2024-07-15 12:00:00.000 CEST', 'Europe/Berlin', '2024-07-15T10:00:00.000Z', false],
  ['2024-07-15 12:00:00.000 CEST', null, '2024-07-15T12:00:00.000Z', true],
  ['2024-07-15 12:00:00.000 CEST', 'No/Where', '2024-07-15T12:00:00.000Z', true],
])('%s where the context says %s', (log_time, zone, time, assumed) => {
  expect(read(csvlogText({ log_time }), zone).events[0]).toMatchObject({ time, assumed });
});

test('any record can be read again by its offset', () => {
  const file = bytesFile(
    csvlogText() + 'noise\n' + csvlogText({ message: 'a\nb' }) + csvlogText({ log_time: '2024-02-03 10:00:02.000 CET' }),
    'Europe/Berlin',
  );
  const { events } = readFile(file);
  expect(events).toHaveLength(3);
  for (const { offset, fields, time } of events) {
    const again = postgresqlCsvlog.readOne(file, { offset, recordId: null });
    expect(Object.fromEntries(again?.fields() ?? [])).toEqual(fields);
    expect(again && isoFromInstant(again.time)).toBe(time);
  }
  expect(postgresqlCsvlog.readOne(file, { offset: 5, recordId: null })).toBeNull();
});

test.each([
  ['a csvlog', csvlogText(), true],
  ['of PostgreSQL 9', csvlogText({}, 23), true],
  ['that begins in mid-record', `of it",,,\n${csvlogText()}`, true],
  ['of a connection not yet authorised', csvlogText({ user_name: undefined as never, database_name: undefined as never }), true],
  ['a stderr log', '2024-02-03 10:00:01.250 UTC [4711] LOG:  connection authorized: user=x\n', false],
  ['some other CSV', '2024-02-03 10:00:01.250 UTC,a,b,c,d,e,f\n', false],
  ['an IIS log', '#Fields: date time cs-uri-stem\n2024-02-03 10:00:01 /a\n', false],
  ['nothing', '', false],
])('it recognises by content: %s', (_, head, answer) => {
  expect(postgresqlCsvlog.recognises(Buffer.from(head), head.length)).toBe(answer);
});

test('whatever the bytes are, events and quarantined stretches make up the file but for blank lines', () => {
  const whole = csvlogText();
  const piece = fc.oneof(
    fc.constantFrom(
      whole,
      whole.trim(),
      csvlogText({ detail: 'a\nb' }),
      csvlogText({}, 22),
      '\n',
      '"',
      ',',
      '\0',
      '2024-02-03 10:00:01.250 UTC,',
    ),
    fc.nat(whole.length).map((cut) => whole.slice(0, cut)),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(''));
      const { events, refused } = read(bytes);
      const parts = [...events, ...refused.map(({ offset, bytes: size }) => ({ offset, size }))].sort((a, b) => a.offset - b.offset);
      let next = 0;
      for (const { offset, size } of [...parts, { offset: bytes.length, size: 0 }]) {
        expect(bytes.toString('latin1', next, offset)).toMatch(/^(?:\u00ef\u00bb\u00bf)?[\r\n]*$/);
        next = offset + size;
      }
    }),
    { numRuns: 1500 },
  );
});
