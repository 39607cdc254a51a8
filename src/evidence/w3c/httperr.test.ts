import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { readEvents } from '../text/read-events.ts';
import { httperr, iisW3c } from './index.ts';

const HEAD = '#Software: Microsoft HTTP API 2.0\r\n#Version: 1.0\r\n#Date: 2024-02-03 10:00:00\r\n';
const FIELDS = '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\r\n';

const read = (content: string) => readEvents(httperr, bytesFile(content));

test('a refused request and a connection that was cut have the fields that the driver names', () => {
  const { events, refused } = read(
    `${HEAD}${FIELDS}2024-02-03 10:00:01 203.0.113.9 50712 10.0.0.5 443 HTTP/1.1 GET /a?b=c 503 1 AppOffline DefaultAppPool\r\n2024-02-03 10:02:01 fe80::7%3 50713 fe80::1%3 443 - - - - - Timer_ConnectionIdle -\r\n`,
  );
  expect(refused).toEqual([]);
  expect(events).toMatchObject([
    {
      source: 'httperr',
      channel: 'httperr',
      host: null,
      time: '2024-02-03T10:00:01Z',
      fields: { 'cs-uri': '/a?b=c', 's-reason': 'AppOffline' },
    },
    {
      fields: {
        'c-ip': 'fe80::7%3',
        'c-port': '50713',
        'cs-method': null,
        'sc-status': null,
        's-reason': 'Timer_ConnectionIdle',
        's-queuename': null,
      },
    },
  ]);
});

test('newer versions have a column streamid more', () => {
  const fields = FIELDS.replace('cs-uri sc-status', 'cs-uri streamid sc-status');
  const { events } = read(`${HEAD}${fields}2024-02-03 10:00:01 203.0.113.9 50712 10.0.0.5 443 HTTP/2.0 GET /a 5 400 - Hostname -\r\n`);
  expect(events[0]?.fields).toMatchObject({ streamid: '5', 'sc-status': '400', 's-siteid': null, 's-reason': 'Hostname' });
});

test("the queue's name may hold spaces, and no other column may", () => {
  const line = '2024-02-03 10:00:01 203.0.113.9 50712 10.0.0.5 443 HTTP/1.1 GET /a 503 1 AppOffline';
  expect(read(`${HEAD}${FIELDS}${line} Customer Portal 2\r\n`).events[0]?.fields['s-queuename']).toBe('Customer Portal 2');
  const { refused } = readEvents(iisW3c, bytesFile('#Fields: date time cs-uri-stem s-queuename\n2024-02-03 10:00:01 /a b c\n'));
  expect(refused.map(({ code }) => code)).toEqual(['W3C_FIELD_COUNT']);
});

test.each([
  ['by its software', HEAD, true],
  ['by its columns', FIELDS, true],
  ['behind damaged lines', `\u0001\u0002 x\n10:11 GET /\n${FIELDS}`, true],
  ['not an IIS log', '#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-uri-stem\n', false],
])('it is recognised %s', (_, head, answer) => {
  expect(httperr.recognises(Buffer.from(head), head.length)).toBe(answer);
});
