import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawEvent } from '../reader.ts';
import { bytesFile } from '../text/bytes-file.ts';
import { zeekJson } from './index.ts';
import { read } from './test-support/log.ts';

const ENDS = '"uid":"Cx1","id.orig_h":"10.0.1.4","id.orig_p":50312,"id.resp_h":"10.0.0.4","id.resp_p":88';
const CONN = `{"ts":1706745600.1,${ENDS},"proto":"tcp","conn_state":"SF"}\n`;

const timeOf = (ts: string): string | undefined => read(zeekJson, `{"_path":"conn","ts":${ts},${ENDS}}`).events[0]?.time;

test('a record has its fields, its elements under one name and the path as its log', () => {
  const line = `{"_path":"dns","ts":1706745600.00012,${ENDS},"answers":["10.0.0.1","a,b"],"TTLs":[60.0,0.5],"auth":[],"AA":true}\n`;
  expect(read(zeekJson, line)).toEqual({
    refused: [],
    events: [
      {
        channel: 'dns',
        host: null,
        time: '2024-02-01T00:00:00.000120Z',
        offset: 0,
        size: line.length,
        fields: [
          ['_path', 'dns'],
          ['ts', '1706745600.00012'],
          ['uid', 'Cx1'],
          ['id.orig_h', '10.0.1.4'],
          ['id.orig_p', '50312'],
          ['id.resp_h', '10.0.0.4'],
          ['id.resp_p', '88'],
          ['answers', '10.0.0.1'],
          ['answers', 'a,b'],
          ['TTLs', '60.0'],
          ['TTLs', '0.5'],
          ['auth', null],
          ['AA', 'true'],
        ],
      },
    ],
  });
});

test.each([
  ['1706745600.123456', '2024-02-01T00:00:00.123456Z'],
  ['1706745600.12', '2024-02-01T00:00:00.120000Z'],
  ['1706745600.0', '2024-02-01T00:00:00.000000Z'],
  ['1706745600.1234567', '2024-02-01T00:00:00.1234567Z'],
  ['1706745600', '2024-02-01T00:00:00Z'],
  ['1706745600123', '2024-02-01T00:00:00.123Z'],
  ['"2024-02-01T00:00:00.123400Z"', '2024-02-01T00:00:00.123400Z'],
  ['"2024-02-01T01:00:00.5+01:00"', '2024-02-01T00:00:00.5Z'],
  ['"1706745600.123456"', '2024-02-01T00:00:00.123456Z'],
])('ts %s is %s', (ts, time) => {
  expect(timeOf(ts)).toBe(time);
});

test.each(['0.0', '-5.5', 'null', '"yesterday"', '1e9', '{}', '[1706745600.1]x', '99999999999999999999'])('ts %s is no time', (ts) => {
  expect(timeOf(ts)).toBeUndefined();
});

/** One connection in the forms in which it is handed over. */
const FORMS: readonly (readonly [string, string])[] = [
  ['Zeek alone', CONN],
  ['with its path', `{"_path":"conn",${CONN.slice(1)}`],
  ['wrapped in its path', `{"conn":${CONN.trim()}}\n`],
  ['with underscores for dots', CONN.replaceAll('id.', 'id_')],
  [
    'with the ends in an object',
    CONN.replace(ENDS, '"uid":"Cx1","id":{"orig_h":"10.0.1.4","orig_p":50312,"resp_h":"10.0.0.4","resp_p":88}'),
  ],
  ['from a message bus', `{"@stream":"conn","@system":"tap03","@proc":"zeek",${CONN.slice(1).replaceAll('id.', 'id_')}`],
];

test.each(FORMS)('a connection is the same %s', (_, line) => {
  expect(zeekJson.recognises(Buffer.from(line), line.length)).toBe(true);
  const [event] = read(zeekJson, line).events;
  expect(event).toMatchObject({ channel: 'conn', time: '2024-02-01T00:00:00.100000Z' });
  expect(event?.fields.filter(([name]) => !/^[_@]/.test(name))).toEqual([
    ['ts', '1706745600.1'],
    ['uid', 'Cx1'],
    ['id.orig_h', '10.0.1.4'],
    ['id.orig_p', '50312'],
    ['id.resp_h', '10.0.0.4'],
    ['id.resp_p', '88'],
    ['proto', 'tcp'],
    ['conn_state', 'SF'],
  ]);
  const got: unknown[] = [];
  zeekJson.read(bytesFile(line), {
    event: (one: RawEvent) => got.push(...['ts', 'id.orig_h', 'id.resp_p', 'proto', 'service'].map((name) => one.get(name))),
    quarantine: () => undefined,
  });
  expect(got).toEqual(['1706745600.1', '10.0.1.4', '88', 'tcp', undefined]);
});

test('forms may follow one another in one file', () => {
  const content = FORMS.map(([, line]) => line).join('');
  expect(read(zeekJson, content).events.map(({ channel }) => channel)).toEqual(FORMS.map(() => 'conn'));
});

test('the sensor is the host, by either name', () => {
  const hosts = ['"_system_name":"tap01"', '"@system":"tap02"', '"peer":"x"'].map((member) => `{${member},${CONN.slice(1)}`);
  expect(read(zeekJson, hosts.join('')).events.map(({ host }) => host)).toEqual(['tap01', 'tap02', null]);
});

test('a record that does not show its log is of the log that the file is of', () => {
  const kerberos = `{"ts":1706745600.2,${ENDS},"request_type":"AS","client":"a/B","service":"krbtgt/B","success":true}\n`;
  const bare = `{"ts":1706745600.3,${ENDS}}\n`;
  expect(read(zeekJson, bare + kerberos).events.map(({ channel }) => channel)).toEqual(['kerberos', 'kerberos']);
  expect(read(zeekJson, kerberos + CONN + bare).events.map(({ channel }) => channel)).toEqual(['kerberos', 'conn', null]);
});

test.each([
  ['a line that is no object', '[1]\n', 'JSON_DAMAGED'],
  ['a line cut short', '{"ts":1706745600.1,"uid":"C\n', 'JSON_DAMAGED'],
  ['no time', `{"_path":"conn",${ENDS}}\n`, 'ZEEK_TIME_MISSING'],
  ['a script that was loaded', '{"@stream":"loaded_scripts","@proc":"zeek","name":"/opt/zeek/x.zeek"}\n', 'ZEEK_TIME_MISSING'],
])('%s is quarantined with its place, and the next line is read', (_, line, code) => {
  const { events, refused } = read(zeekJson, CONN + line + CONN);
  expect(refused.map((item) => [item.offset, item.bytes, item.code])).toEqual([[CONN.length, line.length, code]]);
  expect(events).toHaveLength(2);
});

test('any line can be read again by its offset', () => {
  const content = FORMS.map(([, line]) => line).join('\n');
  for (const { offset, fields } of read(zeekJson, content).events) {
    expect([...(zeekJson.readOne(bytesFile(content), { offset, recordId: null })?.fields() ?? [])]).toEqual(fields);
  }
  expect(zeekJson.readOne(bytesFile(content), { offset: 3, recordId: null })).toBeNull();
  expect(zeekJson.readOne(bytesFile(content), { offset: null, recordId: '1' })).toBeNull();
});

test.each([
  ['a log of few fields', `{"ts":1706745600.1,${ENDS}}\n`, true],
  ['the scripts that were loaded', '{"name":"/opt/zeek/share/zeek/base/init-bare.zeek"}\n', true],
  ['a log behind one damaged line', `{"ts":17\n${CONN}`, true],
  ['a Windows event', '{"EventID":4624,"Channel":"Security","Hostname":"ws05","@timestamp":"2024-02-01T00:00:00Z"}\n', false],
  ['an application that writes ts', '{"ts":1706745600.1,"level":"info","msg":"started"}\n', false],
  ['an application with a path', '{"path":"/x","name":"y","time":1}\n', false],
  ['an array', '[1,2]\n', false],
  ['nothing', '', false],
])('it recognises by content: %s', (_, head, answer) => {
  expect(zeekJson.recognises(Buffer.from(head), head.length)).toBe(answer);
});

test('a head that ends in the middle of a line is recognised', () => {
  const head = Buffer.from(CONN.repeat(3)).subarray(0, CONN.length + 20);
  expect(zeekJson.recognises(head, 10_000)).toBe(true);
});

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...FORMS.map(([, line]) => line),
      '\n',
      '{',
      '"',
      '}',
      '\0',
      ',',
      '[',
      '{"conn":{}}\n',
      '{"id":{"a":{"b":[1,{"c":2}]}},"ts":1.5}\n',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const anything = fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(pieces.join('')));

test('whatever the bytes are, events and quarantined stretches make up the file but for blanks and brackets', () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      const { events, refused } = read(zeekJson, bytes);
      const parts = [...events, ...refused.map(({ offset, bytes: size }) => ({ offset, size }))].sort((a, b) => a.offset - b.offset);
      let next = 0;
      for (const { offset, size } of [...parts, { offset: bytes.length, size: 0 }]) {
        expect(bytes.toString('latin1', next, offset)).toMatch(/^(?:\u00ef\u00bb\u00bf)?[\s,[\]]*$/);
        next = offset + size;
      }
    }),
    { numRuns: 1000 },
  );
});

test('wherever a file is cut into parts, they give what the whole gives', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 500 }), (bytes, size) => {
      const whole = read(zeekJson, bytes);
      const apart = (zeekJson.parts?.(bytesFile(bytes), size) ?? []).map((part) => read(zeekJson, bytes, part));
      expect(apart.flatMap(({ events }) => events)).toEqual(whole.events);
      expect(apart.flatMap(({ refused }) => refused)).toEqual(whole.refused);
    }),
    { numRuns: 1000 },
  );
});
