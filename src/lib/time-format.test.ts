import { expect, test } from 'vitest';
import { isTimeFormat, timeReader } from './time-format.ts';

const at = (format: string, text: string) => timeReader(format)?.(text) ?? null;
const us = Date.UTC(2024, 2, 1, 10, 20, 30) * 1000;

test.each([
  ['iso', '2024-03-01 10:20:30', us, 0, null],
  ['iso', '2024-03-01T11:20:30.5+01:00', us + 500_000, 1, 0],
  ['epoch_s', '1709288430', us, 0, 0],
  ['epoch_s', '1709288430.1234567', us + 123_456, 7, 0],
  ['epoch_ms', '1709288430123', us + 123_000, 3, 0],
  ['epoch_us', '1709288430123456', us + 123_456, 6, 0],
  ['YYYY/MM/DD hh:mm:ss', '2024/3/1 10:20:30', us, 0, null],
  ['YYYYMMDDhhmmss', '20240301102030', us, 0, null],
  ['DD/MMM/YYYY:hh:mm:ss Z', '01/Mar/2024:11:20:30 +0100', us + 3_600_000_000, 0, 3_600_000_000],
  ['MM/DD/YY,hh:mm:ss.f', '03/01/24,10:20:30.25', us + 250_000, 2, null],
])('%s reads %s', (format, text, micros, digits, offset) => {
  expect(at(format, text)).toMatchObject({ instant: { us: micros, digits }, offset });
});

test.each([
  ['iso', '2024-13-01'],
  ['iso', 'now'],
  ['epoch_s', '1e9'],
  ['epoch_us', '999999999999999999'],
  ['YYYY-MM-DD hh:mm:ss', '2024-02-30 00:00:00'],
  ['YYYY-MM-DD hh:mm:ss', '2024-02-20 00:00'],
])('%s does not read %s', (format, text) => {
  expect(at(format, text)).toBeNull();
});

test('a pattern names a day and an hour, and nothing twice', () => {
  expect(['YYYY-MM-DD', 'hh:mm', 'YYYY MM DD hh DD', ''].filter(isTimeFormat)).toEqual([]);
  expect(isTimeFormat('YYYY.MM.DD (hh)')).toBe(true);
});
