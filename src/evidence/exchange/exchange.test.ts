import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { leftOver, readEvents, seen } from '../text/read-events.ts';
import { exchange } from './index.ts';

const COLUMNS = 'DateTime,RequestId,UrlStem,AuthenticatedUser,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,UrlQuery';
const HEAD = `#Software: Microsoft Exchange Server\r\n#Version: 15.01.2507.006\r\n#Log-type: HttpProxy Logs\r\n#Date: 2024-02-03T10:00:00.123Z\r\n#Fields: ${COLUMNS}\r\n`;
const LINE = '2024-02-03T10:00:01.250Z,b5e2,/owa/auth.aspx,CORP\\bob,"Mozilla/5.0 (X, ""Y"")",203.0.113.7,EX01,200,a=b\r\n';

const read = (content: string | Buffer, zone: string | null = null) => readEvents(exchange, bytesFile(content, zone));

test('a request of HttpProxy has the columns of #Fields, its server and its kind of log', () => {
  const { events, refused } = read(HEAD + LINE);
  expect(refused).toEqual([]);
  expect(events).toEqual([
    {
      offset: HEAD.length,
      size: LINE.length,
      time: '2024-02-03T10:00:01.250Z',
      source: 'exchange',
      host: 'EX01',
      channel: 'HttpProxy Logs',
      assumed: false,
      fields: {
        DateTime: '2024-02-03T10:00:01.250Z',
        RequestId: 'b5e2',
        UrlStem: '/owa/auth.aspx',
        AuthenticatedUser: 'CORP\\bob',
        UserAgent: 'Mozilla/5.0 (X, "Y")',
        ClientIpAddress: '203.0.113.7',
        ServerHostName: 'EX01',
        HttpStatus: '200',
        UrlQuery: 'a=b',
      },
    },
  ]);
});

test('a row of headings, which newer versions write above the directives, names columns and is no record', () => {
  const { events, refused } = read(`${COLUMNS}\r\n${HEAD}${LINE}`);
  expect([events.length, refused.length]).toEqual([1, 0]);
  expect(read(`${COLUMNS}\r\n${LINE}`).events[0]).toMatchObject({ channel: null, fields: { UrlQuery: 'a=b' } });
});

test('other logs of Exchange are read as events under the names of their columns', () => {
  const tracking =
    '#Software: Microsoft Exchange Server\r\n#Version: 15.01.2507.006\r\n#Log-type: Message Tracking Log\r\n#Date: 2024-02-03T10:00:00.000Z\r\n#Fields: date-time,client-ip,event-id,message-subject\r\n';
  expect(read(`${tracking}2024-02-03T10:00:01.250Z,198.51.100.7,RECEIVE,"Re: a, b\r\nc"\r\n`).events).toMatchObject([
    { host: null, channel: 'Message Tracking Log', fields: { 'event-id': 'RECEIVE', 'message-subject': 'Re: a, b\r\nc' } },
  ]);
});

test('an empty column is a field without value', () => {
  expect(read(`${HEAD}2024-02-03T10:00:01.250Z,,,,"",,,,\r\n`).events[0]).toMatchObject({
    host: null,
    fields: { UserAgent: null, UrlQuery: null },
  });
});

test('columns and kind change where directives do', () => {
  const { events } = read(`${HEAD}${LINE}#Log-type: ECP Server Log\r\n#Fields: TimeStamp,ServerName\r\n2024-02-03T11:00:00.000Z,EX02\r\n`);
  expect(events[1]).toMatchObject({ channel: 'ECP Server Log', host: 'EX02', fields: { TimeStamp: '2024-02-03T11:00:00.000Z' } });
});

test('a time without zone is one of the zone of its source, else assumed to be UTC', () => {
  const log = `${HEAD}${LINE.replace('Z,', ',')}`;
  expect(read(log, 'Europe/Berlin').events).toMatchObject([{ time: '2024-02-03T09:00:01.250Z', assumed: false }]);
  expect(read(log).events).toMatchObject([{ time: '2024-02-03T10:00:01.250Z', assumed: true }]);
});

test.each([
  ['a record before any columns', LINE, '', 'W3C_NO_FIELDS'],
  ['a record with a column too few', HEAD, LINE.replace(',a=b', ''), 'W3C_FIELD_COUNT'],
  ['a record with a column too many', HEAD, LINE.replace('a=b', 'a=b,c'), 'W3C_FIELD_COUNT'],
  ['a day that there is not', HEAD, LINE.replace('02-03', '02-30'), 'W3C_TIME_INVALID'],
  ['a quote out of place', HEAD, LINE.replace('/owa', '/"owa'), 'CSV_DAMAGED'],
  ['NUL bytes', HEAD, '\0\0\0', 'CSV_DAMAGED'],
  ['a line of something else', HEAD, 'something else\r\n', 'CSV_DAMAGED'],
])('%s is quarantined, and the next record is read', (_, head, line, code) => {
  const { events, refused } = read(`${head}${line}${HEAD}${LINE}`);
  expect(refused.map((item) => item.code)).toEqual([code]);
  expect(events).toHaveLength(1);
});

test('a record that the end of the file cuts is quarantined as cut', () => {
  expect(read(`${HEAD}${LINE}2024-02-03T10:00:01.250Z,b5e2,/owa`).refused.map(({ code }) => code)).toEqual(['CSV_CUT']);
  expect(read(`${HEAD}${LINE}2024-02-03T10:00:01.250Z,b5e2,"/owa`).refused.map(({ code }) => code)).toEqual(['CSV_CUT']);
});

test.each([
  ['by its software', HEAD, true],
  ['by its columns', `#Fields: ${COLUMNS}\r\n`, true],
  ['behind a row of headings', `${COLUMNS}\r\n${HEAD}`, true],
  ['behind damaged lines', `b,c\r\n\0\0\r\n${HEAD}`, true],
  ['not IIS', '#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time cs-uri-stem\r\n', false],
  ['not any CSV', 'date,time\r\n1,2\r\n', false],
])('it is recognised %s', (_, head, answer) => {
  expect(exchange.recognises(Buffer.from(head), head.length)).toBe(answer);
});

const piece = fc.oneof(
  fc.constantFrom(
    HEAD,
    LINE,
    LINE,
    `${COLUMNS}\r\n`,
    '#Fields: DateTime,"a\r\nb"\r\n',
    '2024-02-03T10:00:01.250Z,"x\r\n"\r\n',
    '#x\n',
    '\n',
    '\r\n',
    '"',
    ',',
    '\0',
    '\ufeff',
  ),
  fc.string({ unit: 'binary', maxLength: 15 }),
);
const log = fc.array(piece, { maxLength: 25 }).map((pieces) => Buffer.from(pieces.join('')));

test('whatever the bytes, what belongs to no record is a directive, a row of headings or blank', () => {
  fc.assert(
    fc.property(log, (bytes) => {
      for (const rest of leftOver(bytes, read(bytes))) {
        const bare = rest.replace(/^(?:\u00ef\u00bb\u00bf)*#(?:"(?:[^"]|"")*"|[^"\n])*$|^(?:\u00ef\u00bb\u00bf)*"?DateTime.*$/gm, '');
        expect(bare.replaceAll('\u00ef\u00bb\u00bf', '')).toMatch(/^[\r\n]*$/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('whatever the bytes, each event is found again by its offset, and nothing elsewhere', () => {
  fc.assert(
    fc.property(log, (bytes) => {
      const file = bytesFile(bytes);
      const known = new Map(readEvents(exchange, file).events.map((event) => [event.offset, event]));
      for (let offset = 0; offset < bytes.length; offset += 5) {
        for (const at of [offset, ...[...known.keys()].filter((key) => key >= offset && key < offset + 5)]) {
          const again = exchange.readOne(file, { offset: at, recordId: null });
          expect(again && seen(again)).toEqual(known.get(at) ?? null);
        }
      }
    }),
    { numRuns: 200 },
  );
});
