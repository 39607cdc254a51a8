import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoFromInstant } from '../../lib/index.ts';
import type { EvidenceFile, FieldValue, Quarantined, RawEvent } from '../reader.ts';
import { bytesFile } from '../text/bytes-file.ts';
import { iisW3c } from './index.ts';

const HEAD = '#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2024-02-03 10:00:00\r\n';
const FIELDS = '#Fields: date time cs-method cs-uri-stem c-ip cs(User-Agent)\r\n';
const LINE = '2024-02-03 10:00:01 GET /a.aspx 192.0.2.1 Mozilla/5.0+(X11)\r\n';

function readFile(file: EvidenceFile) {
  const events: { offset: number; size: number; time: string; fields: Record<string, FieldValue> }[] = [];
  const refused: Quarantined[] = [];
  iisW3c.read(file, {
    event: (event: RawEvent) => {
      const { offset, size } = event;
      events.push({ offset, size, time: isoFromInstant(event.time), fields: Object.fromEntries(event.fields()) });
    },
    quarantine: (item) => void refused.push(item),
  });
  return { events, refused };
}

const read = (content: string | Uint8Array) => readFile(bytesFile(content));

test('a request has its fields as the log spells them, in UTC and to the second', () => {
  const { events, refused } = read(HEAD + FIELDS + LINE);
  expect(refused).toEqual([]);
  expect(events).toEqual([
    {
      offset: HEAD.length + FIELDS.length,
      size: LINE.length,
      time: '2024-02-03T10:00:01Z',
      fields: {
        date: '2024-02-03',
        time: '10:00:01',
        'cs-method': 'GET',
        'cs-uri-stem': '/a.aspx',
        'c-ip': '192.0.2.1',
        'cs(User-Agent)': 'Mozilla/5.0+(X11)',
      },
    },
  ]);
});

test('a dash is a field without value, a field that is not logged is undefined', () => {
  let event: RawEvent | undefined;
  iisW3c.read(bytesFile(`${FIELDS}2024-02-03 10:00:01 GET - 192.0.2.1 -\n`), {
    event: (one) => (event = one),
    quarantine: () => undefined,
  });
  expect(event?.get('cs-uri-stem')).toBeNull();
  expect(event?.get('cs(Referer)')).toBeUndefined();
  expect(event).toMatchObject({ source: 'iis', recordId: null, host: null, channel: 'iis' });
});

test("columns of the carrier's own, IPv6 zones, the site and the server's name stand as the log spells them", () => {
  const fields = '#Fields: date time s-sitename s-computername s-ip c-ip X-Forwarded-For cs(X-Real-IP)\n';
  const line = '2024-02-03 10:00:01 W3SVC2 WEB07 fe80::1%4 ::1 203.0.113.9,+10.0.0.1 -\n';
  let event: RawEvent | undefined;
  iisW3c.read(bytesFile(fields + line), { event: (one) => (event = one), quarantine: () => undefined });
  expect(event).toMatchObject({ host: 'WEB07', channel: 'W3SVC2', zoneAssumed: false });
  expect(['s-ip', 'c-ip', 'X-Forwarded-For', 'cs(X-Real-IP)'].map((name) => event?.get(name))).toEqual([
    'fe80::1%4',
    '::1',
    '203.0.113.9,+10.0.0.1',
    null,
  ]);
});

test('a field that the server does not log is undefined even where the line before had it', () => {
  const { events } = read(
    `#Fields: date time cs-uri-stem sc-status\n2024-02-03 10:00:01 /a 200\n#Fields: date time cs-uri-stem\n2024-02-03 10:00:02 /b\n`,
  );
  expect(events.map(({ fields }) => fields['sc-status'])).toEqual(['200', undefined]);
});

test('fractions of a second keep their digits', () => {
  expect(read('#Fields: date time cs-uri-stem\n2024-02-03 10:00:01.250 /a\n').events[0]?.time).toBe('2024-02-03T10:00:01.250Z');
});

test('the columns change where #Fields changes', () => {
  const { events } = read(`${FIELDS}${LINE}#Fields: time date sc-status\n10:00:02 2024-02-03 404\n`);
  expect(events[1]?.fields).toEqual({ time: '10:00:02', date: '2024-02-03', 'sc-status': '404' });
  expect(events[1]?.time).toBe('2024-02-03T10:00:02Z');
});

test('other directives, comments and blank lines are no records', () => {
  const { events, refused } = read(`${HEAD}${FIELDS}# note "x"\r\n\r\n   \n${LINE}`);
  expect([events.length, refused.length]).toEqual([1, 0]);
});

test.each([
  ['a line before any #Fields', LINE, 'W3C_NO_FIELDS'],
  ['a line cut short', `${FIELDS}2024-02-03 10:00:01 GET /a`, 'W3C_FIELD_COUNT'],
  ['a line with a column too many', `${FIELDS}2024-02-03 10:00:01 GET /a b c d\n`, 'W3C_FIELD_COUNT'],
  ['a day that there is not', `${FIELDS}2024-02-30 10:00:01 GET /a b c\n`, 'W3C_TIME_INVALID'],
  ['an hour that there is not', `${FIELDS}2024-02-03 25:00:01 GET /a b c\n`, 'W3C_TIME_INVALID'],
  ['a line of two megabytes', `${FIELDS}${'x'.repeat(2 << 20)}\n`, 'TEXT_LINE_TOO_LONG'],
  ['NUL bytes', `${FIELDS}2024-02-03 10:0\0\0\0\n`, 'TEXT_BINARY'],
])('%s is quarantined, and the next line is read', (_, content, code) => {
  const { events, refused } = read(`${content}\n${FIELDS}${LINE}`);
  expect(refused.map((item) => item.code)).toEqual([code]);
  expect(events).toHaveLength(1);
});

test('quarantine names place and size and holds no log text', () => {
  const { refused } = read(`${FIELDS}secret line\n`);
  expect(refused).toEqual([
    { offset: FIELDS.length, bytes: 12, code: 'W3C_FIELD_COUNT', reason: 'the line has 2 columns where #Fields names 6' },
  ]);
});

test('without a date column a late line around midnight does not move the days after it', () => {
  const { events } = read(
    '#Date: 2024-03-01 20:00:00\n#Fields: time cs-uri-stem\n23:59:58 /a\n00:00:03 /b\n23:59:59 /late\n00:00:04 /c\n23:00:00 /quiet\n',
  );
  expect(events.map(({ time }) => time)).toEqual([
    '2024-03-01T23:59:58Z',
    '2024-03-02T00:00:03Z',
    '2024-03-01T23:59:59Z',
    '2024-03-02T00:00:04Z',
    '2024-03-02T23:00:00Z',
  ]);
});

test('without a date column the day is that of #Date, and the next one after midnight', () => {
  const { events } = read(
    '#Date: 2024-02-03 23:00:00\n#Fields: time cs-uri-stem\n23:59:59 /a\n00:00:01 /b\n00:00:02 /c\n#Date: 2024-02-09 01:00:00\n01:00:00 /d\n',
  );
  expect(events.map(({ time }) => time)).toEqual([
    '2024-02-03T23:59:59Z',
    '2024-02-04T00:00:01Z',
    '2024-02-04T00:00:02Z',
    '2024-02-09T01:00:00Z',
  ]);
});

test('a byte order mark in mid-file hides no directive', () => {
  expect(read(`${FIELDS}${LINE}\ufeff${FIELDS}${LINE}`).events).toHaveLength(2);
});

test('text that is not UTF-8 keeps every byte', () => {
  const { events } = read(Buffer.from(`${FIELDS}2024-02-03 10:00:01 GET /\xfc 192.0.2.1 -\n`, 'latin1'));
  expect(events[0]?.fields['cs-uri-stem']).toBe('/ü');
});

test('any line can be read again by its offset', () => {
  const file = bytesFile(`${HEAD}${FIELDS}${LINE}${LINE}#Fields: date time cs-uri-stem\n2024-02-03 10:00:09 /last\n`);
  for (const { offset, fields } of readFile(file).events) {
    expect(Object.fromEntries(iisW3c.readOne(file, { offset, recordId: null })?.fields() ?? [])).toEqual(fields);
  }
  expect(iisW3c.readOne(file, { offset: 3, recordId: null })).toBeNull();
  expect(iisW3c.readOne(file, { offset: null, recordId: '1' })).toBeNull();
});

test.each([
  ['an IIS log', HEAD, true],
  ['one that names no software', FIELDS, true],
  ['one that begins in the middle', `2:11 GET /x\n${FIELDS}`, true],
  ['one with a byte order mark', `\ufeff${FIELDS}`, true],
  ['the error log of HTTP.sys', '#Software: Microsoft HTTP API 2.0\n#Fields: date time c-ip c-port cs-uri sc-status\n', false],
  ['a firewall log', '#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Fields: date time action protocol src-ip\n', false],
  ['an Exchange log', '#Software: Microsoft Exchange Server\n#Fields: DateTime,RequestId,UrlStem\n', false],
  ['an access log of Tomcat', '192.0.2.1 - - [11/Jul/2018:08:41:28 +0300] "GET / HTTP/1.1" 200 11444\n', false],
  ['a binary file', `\0\0${HEAD}`, false],
  ['nothing', '', false],
])('it recognises by content: %s', (_, head, answer) => {
  expect(iisW3c.recognises(Buffer.from(head), head.length)).toBe(answer);
});

test('whatever the bytes are, events, quarantined stretches and lines that are no records make up the file', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      FIELDS,
      LINE,
      HEAD,
      '#Fields:\n',
      '#x\n',
      '\n',
      ' \t\n',
      '2024-02-03 10:00:01 a b c d\n',
      '\0\0',
      '- - - - - -\n',
      '\ufeff',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(''));
      const { events, refused } = read(bytes);
      const parts = [...events, ...refused.map(({ offset, bytes: size }) => ({ offset, size }))].sort((a, b) => a.offset - b.offset);
      let next = 0;
      for (const { offset, size } of [...parts, { offset: bytes.length, size: 0 }]) {
        // Between two records stand only blank lines, directives and comments, each whole.
        const between = bytes.toString('latin1', next, offset).replace(/^(?:\u00ef\u00bb\u00bf)*/gm, '');
        expect(between.split('\n').every((line) => /^[ \t\r]*$/.test(line) || line.startsWith('#'))).toBe(true);
        next = offset + size;
      }
    }),
    { numRuns: 1500 },
  );
});

test('the real IIS log is read without loss, the Tomcat log beside it is not taken for one', () => {
  const folder = '../shared/data/web';
  if (!existsSync(folder)) {
    console.log(`left out: ${folder} is not there`);
    return;
  }
  withFile(`${folder}/Tunna_rdp_tunnel_IIS.log`, (file, head) => {
    expect(iisW3c.recognises(head, file.size)).toBe(true);
    const { events, refused } = readFile(file);
    expect([events.length, refused.length]).toEqual([4298, 0]);
  });
  withFile(`${folder}/web_attack_and_isp_webshell_localhost_access_log.txt`, (file, head) => {
    expect(iisW3c.recognises(head, file.size)).toBe(false);
  });
});

function withFile(path: string, use: (file: EvidenceFile, head: Uint8Array) => void): void {
  const descriptor = openSync(path, 'r');
  const file: EvidenceFile = {
    path,
    size: fstatSync(descriptor).size,
    read: (buffer, position) => readSync(descriptor, buffer, 0, buffer.length, position),
  };
  const head = new Uint8Array(65_536);
  use(file, head.subarray(0, file.read(head, 0)));
  closeSync(descriptor);
}
