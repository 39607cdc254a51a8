import { expect, test } from 'vitest';
import { jsonLine } from './json-form.ts';
import type { LogShape, ZeekValue } from './log-shape.ts';
import { tsvHeader, tsvLine } from './tsv-form.ts';

const shape: LogShape = {
  path: 'made',
  names: ['ts', 'who', 'took', 'many', 'flag', 'count', 'ttl'],
  types: ['time', 'string', 'interval', 'vector[string]', 'bool', 'count', 'vector[interval]'],
};
const AT = 1_709_251_200_500_000;

function tsv(...values: ZeekValue[]): string {
  return tsvLine(shape, values).slice(0, -1).replaceAll('\t', ' ');
}

test.each<[string, readonly ZeekValue[], string]>([
  ['values', [AT, 'bob', 1_500_000, ['a', 'b'], true, 7, [60_000_000]], '1709251200.500000 bob 1.500000 a,b T 7 60.000000'],
  ['unset fields', [AT, null, null, null, null, null, null], '1709251200.500000 - - - - - -'],
  ['an empty text and an empty vector', [AT, '', 0, [], false, 0, []], '1709251200.500000 (empty) 0.000000 (empty) F 0 (empty)'],
  [
    'texts that would read as unset or empty',
    [AT, '-', 0, ['(empty)'], false, 0, null],
    '1709251200.500000 \\x2d 0.000000 \\x28empty) F 0 -',
  ],
  [
    'separators, backslashes and bytes',
    [AT, 'a\tb\\c', 0, ['x,y'], false, 0, null],
    '1709251200.500000 a\\x09b\\\\c 0.000000 x\\x2cy F 0 -',
  ],
])('a text log writes %s as Zeek does', (_, values, line) => {
  expect(tsv(...values)).toBe(line);
});

test('a text log begins with the directives that say how it is read', () => {
  expect(tsvHeader(shape, '2024-03-01-00-00-00').split('\n')).toEqual([
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\tmade',
    '#open\t2024-03-01-00-00-00',
    '#fields\tts\twho\ttook\tmany\tflag\tcount\tttl',
    '#types\ttime\tstring\tinterval\tvector[string]\tbool\tcount\tvector[interval]',
    '',
  ]);
});

test('a JSON log leaves unset fields out, keeps a digit behind each point and prints intervals as the difference of two doubles', () => {
  expect(jsonLine(shape, [AT, 'a"b', 1_528, ['x'], true, 7, [60_000_000]])).toBe(
    '{"ts":1709251200.5,"who":"a\\"b","took":0.0015280246734619140,"many":["x"],"flag":true,"count":7,"ttl":[60.0]}\n'.replace(
      '140,',
      '14,',
    ),
  );
  expect(jsonLine(shape, [1_709_251_200_000_000, null, 2_000_000, [], null, null, null])).toBe(
    '{"ts":1709251200.0,"took":2.0,"many":[]}\n',
  );
});
