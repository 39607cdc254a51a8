import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawEvent } from '../reader.ts';
import { bytesFile } from '../text/bytes-file.ts';
import { zeekTsv } from './index.ts';
import { bothForms, read } from './test-support/log.ts';

const HEAD = '#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n#open\t2024-02-01-00-00-00\n';
const FIELDS = '#fields\tts\tuid\tquery\tanswers\tTTLs\tAA\n#types\ttime\tstring\tstring\tvector[string]\tvector[interval]\tbool\n';
const LINE = '1706745600.000120\tCx1\twww.corp.example\t10.0.0.1,10.0.0.2\t60.000000,0.500000\tT\n';

function fieldsOf(line: string, fields = FIELDS): Record<string, string | null> {
  return Object.fromEntries(read(zeekTsv, `${HEAD}${fields}${line}`).events[0]?.fields ?? []);
}

test('a record has the fields of #fields, the path as its log and the time to the digit', () => {
  const { events, refused } = read(zeekTsv, HEAD + FIELDS + LINE);
  expect(refused).toEqual([]);
  expect(events).toEqual([
    {
      channel: 'dns',
      host: null,
      time: '2024-02-01T00:00:00.000120Z',
      offset: HEAD.length + FIELDS.length,
      size: LINE.length,
      fields: [
        ['ts', '1706745600.00012'],
        ['uid', 'Cx1'],
        ['query', 'www.corp.example'],
        ['answers', '10.0.0.1'],
        ['answers', '10.0.0.2'],
        ['TTLs', '60.0'],
        ['TTLs', '0.5'],
        ['AA', 'true'],
      ],
    },
  ]);
});

test('get gives a set as one text, a line an element', () => {
  let event: RawEvent | undefined;
  zeekTsv.read(bytesFile(HEAD + FIELDS + LINE), {
    event: (one) => void (event = one),
    quarantine: () => undefined,
  });
  expect(['answers', 'TTLs', 'AA', 'rcode'].map((name) => event?.get(name))).toEqual([
    '10.0.0.1\n10.0.0.2',
    '60.0\n0.5',
    'true',
    undefined,
  ]);
});

test('unset is a field without value, (empty) the empty text or a set without elements', () => {
  expect(fieldsOf('1706745600.1\t-\t(empty)\t(empty)\t-\tF\n')).toEqual({
    ts: '1706745600.1',
    uid: null,
    query: '',
    answers: null,
    TTLs: null,
    AA: 'false',
  });
});

test('escapes are taken back, those that are no UTF-8 stay', () => {
  const line = '1706745600.1\tC\\x09\\\\x41\t\\xc3\\xa4 \\xff\\x2d\ta\\x2cb,\\x2d\t-\t-\n';
  expect(fieldsOf(line)).toMatchObject({ uid: 'C\t\\x41', query: 'ä \\xff-' });
  const { events } = read(zeekTsv, HEAD + FIELDS + line);
  expect(events[0]?.fields.filter(([name]) => name === 'answers')).toEqual([
    ['answers', 'a,b'],
    ['answers', '-'],
  ]);
});

test('a value that is only escaped to be told from unset or empty is itself', () => {
  expect(fieldsOf('1706745600.1\t\\x2d\t\\x28empty)\t-\t-\t-\n')).toMatchObject({ uid: '-', query: '(empty)' });
});

test('bytes beyond ASCII are UTF-8, or Latin-1 where they are not', () => {
  const { events } = read(
    zeekTsv,
    Buffer.concat([Buffer.from(HEAD + FIELDS + '1.5\tä\t'), Buffer.from([0xe4]), Buffer.from('\t-\t-\t-\n')]),
  );
  expect(events[0]?.fields.slice(1, 3)).toEqual([
    ['uid', 'ä'],
    ['query', 'ä'],
  ]);
});

test('directives change in mid-file, and a new log begins with none but its own', () => {
  const second = '#separator \\x7c\n#unset_field|NA\n#path|ssh\n#fields|ts|client|auth_success\n#types|time|string|bool\n1706745601|NA|T\n';
  const { events, refused } = read(
    zeekTsv,
    `${HEAD}${FIELDS}${LINE}#close\t2024\n\n${second}#path|rdp\n1706745602.5|-|F\n#separator \\x09\n${LINE}`,
  );
  expect(events.map(({ channel, time, fields }) => [channel, time, fields.at(-2), fields.at(-1)])).toEqual([
    ['dns', '2024-02-01T00:00:00.000120Z', ['TTLs', '0.5'], ['AA', 'true']],
    ['ssh', '2024-02-01T00:00:01Z', ['client', null], ['auth_success', 'true']],
    ['rdp', '2024-02-01T00:00:02.5Z', ['client', '-'], ['auth_success', 'false']],
  ]);
  expect(refused.map(({ code }) => code)).toEqual(['ZEEK_NO_FIELDS']);
});

test('a log that does not say its path is known by its fields', () => {
  expect(read(zeekTsv, '#fields\tts\tuid\tid.orig_h\tproto\tconn_state\n1.5\tC\t10.0.0.1\ttcp\tSF\n').events[0]?.channel).toBe('conn');
  expect(read(zeekTsv, '#fields\tts\tsomething\n1.5\tC\n').events[0]?.channel).toBeNull();
});

test('the sensor is the host, where a column names it', () => {
  expect(read(zeekTsv, '#path\tconn\n#fields\tts\t_system_name\n1.5\ttap03.corp.example\n').events[0]?.host).toBe('tap03.corp.example');
});

test('a time that another tool has written as ISO 8601 is read', () => {
  expect(read(zeekTsv, '#path\tconn\n#fields\tts\tuid\n2024-02-01T00:00:00+0100\tC\n').events[0]?.time).toBe('2024-01-31T23:00:00Z');
});

test.each([
  ['a line before any #fields', '1706745600.1\tC\n', 'ZEEK_NO_FIELDS'],
  ['a line cut short', `${FIELDS}1706745600.1\tC\n`, 'ZEEK_FIELD_COUNT'],
  ['a column too many', `${FIELDS}1706745600.1\t-\t-\t-\t-\t-\t-\n`, 'ZEEK_FIELD_COUNT'],
  ['no time', `${FIELDS}-\t-\t-\t-\t-\t-\n`, 'ZEEK_TIME_MISSING'],
  ['a time that is none', `${FIELDS}1706745600.1x\t-\t-\t-\t-\t-\n`, 'ZEEK_TIME_MISSING'],
  ['a time beyond all years', `${FIELDS}99999999999999.0\t-\t-\t-\t-\t-\n`, 'ZEEK_TIME_MISSING'],
  ['the time 0, which Zeek writes before the first packet', `${FIELDS}0.000000\t-\t-\t-\t-\t-\n`, 'ZEEK_TIME_MISSING'],
  ['a log without times', '#fields\tname\n/opt/zeek/base/init-bare.zeek\n', 'ZEEK_TIME_MISSING'],
  ['NUL bytes', `${FIELDS}170674\0\0\n`, 'TEXT_BINARY'],
])('%s is quarantined with its place, and the next line is read', (_, content, code) => {
  const { events, refused } = read(zeekTsv, `${content}${FIELDS}${LINE}`);
  expect(refused.map((item) => item.code)).toEqual([code]);
  expect(refused[0]?.offset).toBe(content.startsWith('#') ? content.indexOf('\n', content.lastIndexOf('#')) + 1 : 0);
  expect(events).toHaveLength(1);
});

test('any line can be read again by its offset', () => {
  const file = bytesFile(`${HEAD}${FIELDS}${LINE}#fields\tts\tuid\n1706745601.5\tClast\n`);
  for (const { offset, fields } of read(zeekTsv, `${HEAD}${FIELDS}${LINE}#fields\tts\tuid\n1706745601.5\tClast\n`).events) {
    expect([...(zeekTsv.readOne(file, { offset, recordId: null })?.fields() ?? [])]).toEqual(fields);
  }
  expect(zeekTsv.readOne(file, { offset: 3, recordId: null })).toBeNull();
  expect(zeekTsv.readOne(file, { offset: null, recordId: '1' })).toBeNull();
});

test.each([
  ['a log', HEAD, true],
  ['one with a byte order mark', `\ufeff${HEAD}`, true],
  ['one that lost its first line', HEAD.slice(HEAD.indexOf('\n') + 1), true],
  ['one that begins in the middle', `${LINE}${FIELDS}`, true],
  ['an IIS log', '#Software: Microsoft Internet Information Services 10.0\n#Fields: date time\n', false],
  ['a script', '#!/bin/sh\n#fields of something\n', false],
  ['nothing', '', false],
])('it recognises by content: %s', (_, head, answer) => {
  expect(zeekTsv.recognises(Buffer.from(head), head.length)).toBe(answer);
});

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      HEAD,
      FIELDS,
      LINE,
      LINE.replace('\n', '\r\n'),
      '#close\t2024\n',
      '\n',
      '\ufeff#path\tx\n',
      '#unset_field\tC\n',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('#separator \\x2c\n', '#fields,ts,uid\n', '1.5,C\n', '\0', '#', '\t', '\\x0', '#types\tbool\n') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const anything = fc.array(piece, { maxLength: 25 }).map((pieces) => Buffer.from(pieces.join('')));

test('whatever the bytes are, events, quarantined stretches and lines that are no records make up the file', () => {
  fc.assert(
    fc.property(anything, (bytes) => {
      const { events, refused } = read(zeekTsv, bytes);
      const parts = [...events, ...refused.map(({ offset, bytes: size }) => ({ offset, size }))].sort((a, b) => a.offset - b.offset);
      let next = 0;
      for (const { offset, size } of [...parts, { offset: bytes.length, size: 0 }]) {
        const between = bytes.toString('latin1', next, offset).replace(/^\u00ef\u00bb\u00bf/gm, '');
        expect(between.split('\n').every((line) => /^\r?$/.test(line) || line.startsWith('#'))).toBe(true);
        next = offset + size;
      }
    }),
    { numRuns: 1500 },
  );
});

test('wherever a file is cut into parts, they give what the whole gives', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 400 }), (bytes, size) => {
      const whole = read(zeekTsv, bytes);
      const parts = zeekTsv.parts?.(bytesFile(bytes), size) ?? [];
      expect(parts.map(({ from }) => from)).toEqual(
        Array.from({ length: Math.max(1, Math.ceil(bytes.length / size)) }, (_, i) => i * size),
      );
      expect(parts.at(-1)?.to).toBe(bytes.length);
      const apart = parts.map((part) => read(zeekTsv, bytes, part));
      expect(apart.flatMap(({ events }) => events)).toEqual(whole.events);
      expect(apart.flatMap(({ refused }) => refused)).toEqual(whole.refused);
    }),
    { numRuns: 1500 },
  );
});

test('a log of some size is cut at many places without loss', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => [1_706_745_600 + i, `C${i}`, 'x'.repeat(i % 90)]);
  const columns = [
    ['ts', 'time'],
    ['uid', 'string'],
    ['query', 'string'],
  ] as const;
  const content = bothForms('dns', columns, rows).tsv + bothForms('ssh', columns, rows).tsv;
  const whole = read(zeekTsv, content);
  expect(whole.events).toHaveLength(6000);
  for (const size of [4099, 30_011, 100_003]) {
    const apart = (zeekTsv.parts?.(bytesFile(content), size) ?? []).flatMap((part) => read(zeekTsv, content, part).events);
    expect(apart).toEqual(whole.events);
  }
});

test('a wide header and a host of short directives behind it are no work', () => {
  const fields = `#fields\tts\t${Array.from({ length: 4000 }, (_, i) => `f${i}`).join('\t')}\n`;
  const start = performance.now();
  read(zeekTsv, fields + '#path\tx\ny\n#types\tbool\n'.repeat(50_000));
  expect(performance.now() - start).toBeLessThan(5000);
});
