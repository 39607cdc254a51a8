import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { leftOver, readEvents, seen } from '../text/read-events.ts';
import { accessLog } from './index.ts';

const COMMON = '203.0.113.7 - bob [10/Oct/2000:13:55:36 -0700] "GET /a.gif?x=1 HTTP/1.0" 200 2326\n';
const COMBINED =
  '203.0.113.7 - - [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326 "https://www.example/start" "Mozilla/4.08 [en] (Win98; I)"\n';

const read = (content: string | Buffer, zone: string | null = null) => readEvents(accessLog, bytesFile(content, zone));
const fieldsOf = (line: string) => read(`${line}\n`).events[0]?.fields;

test('a request in common form has W3C names, and its time is UTC to the second', () => {
  const { events, refused } = read(COMMON);
  expect(refused).toEqual([]);
  expect(events).toEqual([
    {
      offset: 0,
      size: COMMON.length,
      time: '2000-10-10T20:55:36Z',
      source: 'webserver',
      host: null,
      channel: 'access',
      assumed: false,
      fields: {
        time: '10/Oct/2000:13:55:36 -0700',
        'c-ip': '203.0.113.7',
        'cs-ident': null,
        'cs-username': 'bob',
        'cs-method': 'GET',
        'cs-uri': '/a.gif?x=1',
        'cs-uri-stem': '/a.gif',
        'cs-uri-query': 'x=1',
        'cs-version': 'HTTP/1.0',
        'sc-status': '200',
        'sc-bytes': '2326',
      },
    },
  ]);
});

test('the combined form has referer and agent too, brackets and all', () => {
  expect(read(COMBINED).events[0]?.fields).toMatchObject({
    'cs(Referer)': 'https://www.example/start',
    'cs(User-Agent)': 'Mozilla/4.08 [en] (Win98; I)',
  });
});

const T = '[10/Oct/2000:13:55:36 -0700]';
const R = '"GET / HTTP/1.1" 200 5';

test.each<[string, string, Record<string, string | null | undefined>]>([
  [
    'a virtual host in front',
    `www.example:443 203.0.113.7 - - ${T} ${R}`,
    { 'cs-host': 'www.example', 's-port': '443', 'c-ip': '203.0.113.7' },
  ],
  [
    'a virtual host without port',
    `www.example 203.0.113.7 - bob ${T} ${R}`,
    { 'cs-host': 'www.example', 's-port': undefined, 'cs-username': 'bob' },
  ],
  [
    'a forwarded address in front',
    `203.0.113.7 10.0.0.1 - - ${T} ${R}`,
    { 'X-Forwarded-For': '203.0.113.7', 'c-ip': '10.0.0.1', 'cs-host': undefined },
  ],
  [
    'a forwarded chain in quotes',
    `"203.0.113.7, 10.0.0.9" 10.0.0.1 - - ${T} ${R}`,
    { 'X-Forwarded-For': '203.0.113.7, 10.0.0.9', 'c-ip': '10.0.0.1' },
  ],
  ['no forwarded address', `- 10.0.0.1 - - ${T} ${R}`, { 'X-Forwarded-For': null, 'c-ip': '10.0.0.1' }],
  [
    'a forwarded chain for the client',
    `203.0.113.7, 10.0.0.9 - - ${T} ${R}`,
    { 'X-Forwarded-For': '203.0.113.7, 10.0.0.9', 'c-ip': '10.0.0.9' },
  ],
  ['an IPv6 client', `2001:db8::7 - - ${T} ${R}`, { 'c-ip': '2001:db8::7' }],
  ['a name for a client', `pc7.corp.example - - ${T} ${R}`, { 'c-ip': 'pc7.corp.example' }],
  ['a user with spaces', `203.0.113.7 - John Q Doe ${T} ${R}`, { 'cs-username': 'John Q Doe', 'c-ip': '203.0.113.7' }],
  ['a user of a domain', `203.0.113.7 - CORP\\bob ${T} ${R}`, { 'cs-username': 'CORP\\bob' }],
  ['an empty user', `203.0.113.7 - "" ${T} ${R}`, { 'cs-username': null }],
  ['an ident', `203.0.113.7 frank - ${T} ${R}`, { 'cs-ident': 'frank', 'cs-username': null, 'c-ip': '203.0.113.7' }],
  ['no request', `203.0.113.7 - - ${T} "-" 408 -`, { 'cs-method': null, 'cs-uri': null, 'sc-status': '408', 'sc-bytes': null }],
  ['an empty request', `203.0.113.7 - - ${T} "" 400 0`, { 'cs-method': null, 'cs-uri': null, 'sc-status': '400' }],
  ['a request without version', `203.0.113.7 - - ${T} "GET /x y" 200 5`, { 'cs-method': 'GET', 'cs-uri': '/x y', 'cs-version': null }],
  ['a handshake on a plain port', `203.0.113.7 - - ${T} "\\x16\\x03\\x01 a" 400 5`, { 'cs-method': null, 'cs-uri': '\\x16\\x03\\x01 a' }],
  [
    'a question mark without query',
    `203.0.113.7 - - ${T} "GET /? HTTP/1.1" 200 5`,
    { 'cs-uri': '/?', 'cs-uri-stem': '/', 'cs-uri-query': null },
  ],
  [
    'escapes of Apache',
    `203.0.113.7 - - ${T} "GET /?q=\\"a\\\\b\\" HTTP/1.1" 200 5 "-" "\\\\"`,
    { 'cs-uri-query': 'q="a\\b"', 'cs(User-Agent)': '\\' },
  ],
  ['escapes of nginx', `203.0.113.7 - - ${T} "GET /?q=\\x22\\x5C\\xC3\\xBC HTTP/1.1" 200 5`, { 'cs-uri-query': 'q="\\ü' }],
  ['quotes that Tomcat lets through', `203.0.113.7 - - ${T} "GET /?q="a" HTTP/1.1" 200 5`, { 'cs-uri-query': 'q="a"' }],
  ['a backslash before the last quote', `203.0.113.7 - - ${T} "GET /a\\" 404 -`, { 'cs-uri': '/a\\', 'sc-status': '404' }],
  [
    'the chain in a last column',
    `203.0.113.7 - - ${T} ${R} "-" "a" "203.0.113.99, unknown, 10.0.0.1"`,
    { 'X-Forwarded-For': '203.0.113.99, unknown, 10.0.0.1' },
  ],
  ['no chain in a last column', `203.0.113.7 - - ${T} ${R} "-" "a" "-"`, { 'X-Forwarded-For': null, 'extra-1': null }],
  [
    'seconds at the end',
    `203.0.113.7 - - ${T} ${R} "-" "a" 0.125 0.120`,
    { 'time-taken': '0.125', 'extra-1': '0.125', 'extra-2': '0.120' },
  ],
  [
    'a number whose unit is unknown',
    `203.0.113.7 - - ${T} ${R} 125`,
    { 'time-taken': undefined, 'extra-1': '125', 'cs(Referer)': undefined },
  ],
  ['an agent alone', `203.0.113.7 - - ${T} ${R} "curl/8.0"`, { 'cs(User-Agent)': 'curl/8.0', 'cs(Referer)': undefined }],
  [
    'a referer alone',
    `203.0.113.7 - - ${T} ${R} "https://a.example/"`,
    { 'cs(Referer)': 'https://a.example/', 'cs(User-Agent)': undefined },
  ],
])('%s', (_, line, expected) => {
  const fields = fieldsOf(line);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, fields?.[name]]))).toEqual(expected);
});

test('nobody can put a time and a request of his own before the real one', () => {
  const user = `x [01/Jan/2001:00:00:00 +0000] \\"GET /fake HTTP/1.1\\" 200 1`;
  expect(read(`203.0.113.7 - ${user} ${T} "GET /real HTTP/1.1" 200 5\n`).events[0]).toMatchObject({
    time: '2000-10-10T20:55:36Z',
    fields: { 'cs-uri': '/real', 'cs-username': 'x [01/Jan/2001:00:00:00 +0000] "GET /fake HTTP/1.1" 200 1' },
  });
});

test('a NUL inside a request hides nothing', () => {
  expect(read(`203.0.113.7 - - ${T} "GET /\0.jsp HTTP/1.1" 400 -\n`).events[0]?.fields['cs-uri']).toBe('/\0.jsp');
});

test.each([
  ['[10/Oct/2000:13:55:36.125 -0700]', '2000-10-10T20:55:36.125Z', false],
  ['[2000-10-10T13:55:36-07:00]', '2000-10-10T20:55:36Z', false],
  ['[10/Oct/2000:13:55:36 +0530]', '2000-10-10T08:25:36Z', false],
  ['[10/Oct/2000:13:55:36]', '2000-10-10T13:55:36Z', true],
])('time %s', (written, time, assumed) => {
  expect(read(`203.0.113.7 - - ${written} ${R}\n`).events).toMatchObject([{ time, assumed }]);
});

test('a time without offset is one of the zone of its source', () => {
  expect(read(`203.0.113.7 - - [10/Jul/2000:13:55:36] ${R}\n`, 'Europe/Berlin').events).toMatchObject([
    { time: '2000-07-10T11:55:36Z', assumed: false },
  ]);
});

test('days, months, years and offsets that change are read each', () => {
  const times = [
    '31/Dec/2023:23:59:59 +0100',
    '01/Jan/2024:00:00:00 +0100',
    '01/Jan/2024:00:00:00 +0000',
    '01/Feb/2024:00:00:00 +0000',
    '31/Dec/2023:23:59:59 +0100',
  ];
  const { events } = read(times.map((time) => `203.0.113.7 - - [${time}] ${R}\n`).join(''));
  expect(events.map(({ time }) => time)).toEqual([
    '2023-12-31T22:59:59Z',
    '2023-12-31T23:00:00Z',
    '2024-01-01T00:00:00Z',
    '2024-02-01T00:00:00Z',
    '2023-12-31T22:59:59Z',
  ]);
});

test.each([
  ['a line of something else', 'what is this'],
  ['one cut in its time', '203.0.113.7 - - [10/Oct/2000:13:5'],
  ['one cut in its request', `203.0.113.7 - - ${T} "GET /a`],
  ['one without an answer', `203.0.113.7 - - ${T} "GET /a HTTP/1.1"`],
  ['one without a client', `${T} ${R}`],
  ['one of blanks and a time', `   ${T} ${R}`],
  ['a month that there is not', `203.0.113.7 - - [10/Okt/2000:13:55:36 -0700] ${R}`],
  ['a day that there is not', `203.0.113.7 - - [31/Feb/2000:13:55:36 -0700] ${R}`],
  ['a comment', '# nothing'],
])('%s is quarantined, and the next line is read', (_, line) => {
  const { events, refused } = read(`${line}\n${COMMON}`);
  expect(refused).toEqual([
    { offset: 0, bytes: line.length + 1, code: 'ACCESS_LINE_DAMAGED', reason: 'the line is no request in the common or combined form' },
  ]);
  expect(events).toHaveLength(1);
});

test('a request without a time of its own (1970) is quarantined: it would stretch the log over decades', () => {
  expect(read('203.0.113.7 - - [01/Jan/1970:03:00:00 +0300] "-" 400 -\n').refused.map(({ code }) => code)).toEqual(['ACCESS_TIME_UNSET']);
});

test.each([
  ['common', COMMON.repeat(3), true],
  ['combined', COMBINED, true],
  ['behind damaged lines', `GET / HTTP/1.1" 200 5\n\0\0\n${COMMON.repeat(3)}`, true],
  ['with a byte order mark', `\ufeff${COMMON}`, true],
  ['with blank lines', `\n\r\n${COMMON}`, true],
  ['mostly other lines', `${'a b c\n'.repeat(5)}${COMMON.repeat(3)}`, false],
  ['an IIS log', '#Software: Microsoft Internet Information Services 10.0\n', false],
  ["nginx's errors", '2024/02/03 10:00:01 [error] 7#7: *1 open() "/a" failed, client: 203.0.113.7, request: "GET /a HTTP/1.1"\n', false],
  ["Apache's errors", '[Sat Feb 03 10:00:01.123456 2024] [core:error] [pid 7] [client 203.0.113.7:50000] "GET" 200 5\n', false],
  ['nothing', '', false],
])('it is recognised by content: %s', (_, head, answer) => {
  expect(accessLog.recognises(Buffer.from(head), Buffer.byteLength(head))).toBe(answer);
});

test('the head may be cut in mid-line', () => {
  const head = Buffer.from(COMBINED.repeat(2).slice(0, -40));
  expect(accessLog.recognises(head, 100_000)).toBe(true);
});

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      COMMON,
      COMBINED,
      T,
      R,
      `${T} ${R}`,
      '"',
      '\\',
      ' ',
      '\n',
      '\r\n',
      '\0',
      '-',
      '\ufeff',
      '\\x22',
      'www.example:80 ',
      '203.0.113.7, ',
      ' - ',
      '[',
      ']',
      ' "a" ',
      ' 0.1 ',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const log = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join('')));

test('whatever the bytes, what belongs to no record is blank', () => {
  fc.assert(
    fc.property(log, (bytes) => {
      for (const rest of leftOver(bytes, read(bytes))) expect(rest.replaceAll('\u00ef\u00bb\u00bf', '')).toMatch(/^[ \t\r\n]*$/);
    }),
    { numRuns: 1500 },
  );
});

test('whatever the bytes and wherever they are cut, the parts give what the whole gives, and each event is found again', () => {
  fc.assert(
    fc.property(log, fc.integer({ min: 1, max: 150 }), (bytes, size) => {
      const file = bytesFile(bytes);
      const whole = readEvents(accessLog, file);
      expect(readEvents(accessLog, file, accessLog.parts?.(file, size))).toEqual(whole);
      const known = new Map(whole.events.map((event) => [event.offset, event]));
      for (let offset = 0; offset < bytes.length; offset++) {
        const again = accessLog.readOne(file, { offset, recordId: null });
        expect(again && seen(again)).toEqual(known.get(offset) ?? null);
      }
    }),
    { numRuns: 300 },
  );
});

test('a line of nothing but quotes, brackets or backslashes takes no longer than others', () => {
  const start = performance.now();
  for (const one of ['"', '" ', '\\', '[', '] "', ' ', '\\" ', '"- ']) read(`203.0.113.7 - - ${T} ${one.repeat(300_000 / one.length)}\n`);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('the real log of Tomcat is read whole', () => {
  const path = '../shared/data/web/web_attack_and_isp_webshell_localhost_access_log.txt';
  if (!existsSync(path)) {
    console.log(`left out: ${path} is not there`);
    return;
  }
  const descriptor = openSync(path, 'r');
  const size = fstatSync(descriptor).size;
  const file = { path, size, read: (buffer: Uint8Array, position: number) => readSync(descriptor, buffer, 0, buffer.length, position) };
  const { events, refused } = readEvents(accessLog, file);
  closeSync(descriptor);
  expect(events).toHaveLength(2660);
  expect(refused.map(({ code }) => code)).toEqual(['ACCESS_TIME_UNSET']);
});
