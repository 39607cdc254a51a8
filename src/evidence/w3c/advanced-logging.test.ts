import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { readEvents } from '../text/read-events.ts';
import { iisW3c } from './index.ts';

const HEAD = '#Software: IIS Advanced Logging Module\r\n#Version: 1.0\r\n#Start-Date: 2024-02-03 10:00:00.000\r\n';
const FIELDS = '#Fields: date time cs-uri-stem s-computername cs(User-Agent)\r\n';

const read = (content: string, zone: string | null = null) => readEvents(iisW3c, bytesFile(content, zone));

test('texts in quotes may hold spaces and quotes, and stand without their quotes', () => {
  const { events, refused } = read(`${HEAD}${FIELDS}2024-02-03 10:00:01.5 /a "WEB01" "Mozilla/5.0 (""X"")"\r\n`);
  expect(refused).toEqual([]);
  expect(events[0]).toMatchObject({ time: '2024-02-03T10:00:01.5Z', host: 'WEB01', fields: { 'cs(User-Agent)': 'Mozilla/5.0 ("X")' } });
});

test('a quote that is never closed does not swallow the columns behind it', () => {
  const { events } = read(`${HEAD}${FIELDS}2024-02-03 10:00:01 /"a WEB01 "b\r\n`);
  expect(events[0]?.fields).toMatchObject({ 'cs-uri-stem': '/"a', 'cs(User-Agent)': '"b' });
});

test('IIS writes no quotes of its own: those that clients send stay', () => {
  const iis = '#Software: Microsoft Internet Information Services 10.0\r\n';
  expect(read(`${iis}${FIELDS}2024-02-03 10:00:01 /a WEB01 "b"\r\n`).events[0]?.fields['cs(User-Agent)']).toBe('"b"');
  expect(read(`${iis}${FIELDS}2024-02-03 10:00:01 /a WEB01 "b c"\r\n`).refused.map(({ code }) => code)).toEqual(['W3C_FIELD_COUNT']);
});

test('the software that is named belongs to the next #Fields and to no later one', () => {
  const { events } = read(`${HEAD}${FIELDS}#Fields: date time cs(User-Agent)\r\n2024-02-03 10:00:01 "a"\r\n`);
  expect(events[0]?.fields['cs(User-Agent)']).toBe('"a"');
});

test('local time is turned to UTC by the zone of the source, else said to be assumed', () => {
  const log = `${HEAD}#Fields: date-local time-local cs-uri-stem\r\n2024-07-03 10:00:01 /a\r\n2024-01-03 10:00:01 /a\r\n`;
  const times = (zone: string | null) => read(log, zone).events.map(({ time, assumed }) => [time, assumed]);
  expect(times('Europe/Berlin')).toEqual([
    ['2024-07-03T08:00:01Z', false],
    ['2024-01-03T09:00:01Z', false],
  ]);
  expect(times(null)).toEqual([
    ['2024-07-03T10:00:01Z', true],
    ['2024-01-03T10:00:01Z', true],
  ]);
});
