import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonLine, jsonKey } from './index.ts';

type Pair = readonly [string, string | null];

function lineOf(text: string | Uint8Array): JsonLine {
  const line = new JsonLine();
  expect(line.open(Buffer.from(text as string))).toBeNull();
  return line;
}

const refusalOf = (text: string | Uint8Array): string | null => new JsonLine().open(Buffer.from(text as string));
const fieldsOf = (text: string): readonly Pair[] => lineOf(text).fields();

test('the leaves of an object are its fields, in its order', () => {
  expect(fieldsOf(' {"a":"x", "b" : 1 ,"c":true,"d":false,"e":null}\t')).toEqual([
    ['a', 'x'],
    ['b', '1'],
    ['c', 'true'],
    ['d', 'false'],
    ['e', null],
  ]);
});

test('members of objects in objects have dotted names, members of arrays the name of the array', () => {
  expect(fieldsOf('{"a":{"b":{"c":1},"d":2},"e":[3,[4],{"f":5},{"f":6}],"g":{},"h":[],"i":[null]}')).toEqual([
    ['a.b.c', '1'],
    ['a.d', '2'],
    ['e', '3'],
    ['e', '4'],
    ['e.f', '5'],
    ['e.f', '6'],
    ['g', null],
    ['h', null],
    ['i', null],
  ]);
});

test('get finds a leaf by its dotted name, nested or with the dots in a key; an array is joined', () => {
  const line = lineOf('{"a":{"b.c":1,"d":{"e":2}},"f.g":3,"h":[4,null,5],"i":[{"j":6},{"j":7}],"k":[null],"l":{}}');
  expect(['a.b.c', 'a.d.e', 'f.g', 'h', 'i.j', 'k', 'l'].map((name) => line.get(name))).toEqual([
    '1',
    '2',
    '3',
    '4\n5',
    '6\n7',
    null,
    null,
  ]);
  expect(['a', 'a.b', 'a.d', 'b.c', 'f', 'i', 'i.k', 'h.x', 'l.m', ''].map((name) => line.get(name))).toEqual(Array(10).fill(undefined));
});

test('of two members with one name get gives the first, fields both', () => {
  const line = lineOf('{"a":1,"b":{"c":2},"a":3,"b.c":4}');
  expect([line.get('a'), line.get('b.c')]).toEqual(['1', '2']);
  expect(line.fields().map(([name]) => name)).toEqual(['a', 'b.c', 'a', 'b.c']);
});

test('numbers keep every digit', () => {
  const line = lineOf('{"id":18446744073709551615,"f":-0.10e+5}');
  expect([line.get('id'), line.get('f')]).toEqual(['18446744073709551615', '-0.10e+5']);
});

test('escapes are undone, surrogate pairs joined, halves of them replaced, unknown escapes kept', () => {
  const line = lineOf(String.raw`{"a":"C:\\Windows\/\t\"","b":"\u00e9\ud83d\ude00\ud83dx\ude00","c":"\q\u12","d":"\ud83dé"}`);
  expect(['a', 'b', 'c', 'd'].map((name) => line.get(name))).toEqual(['C:\\Windows/\t"', 'é😀�x�', String.raw`\q\u12`, '�é']);
});

test('bytes that are no UTF-8 are Latin-1, with escapes beside them too', () => {
  const line = lineOf(Buffer.from('{"a":"caf\xe9","b":"\xe9\\n\\u263a"}', 'latin1'));
  expect([line.get('a'), line.get('b')]).toEqual(['café', 'é\n☺']);
});

test('keys with escapes or beyond ASCII are found as they read', () => {
  const line = lineOf(Buffer.from('{"Event\\u0049D":1,"Größe":2,"a\\"b":3}'));
  expect([line.get('EventID'), line.get('Größe'), line.get('a"b')]).toEqual(['1', '2', '3']);
  expect(line.fields().map(([name]) => name)).toEqual(['EventID', 'Größe', 'a"b']);
  expect(line.member(0, jsonKey('Größe'))).toBe(2);
});

test.each([
  '',
  '{',
  '}',
  '[]',
  '"a"',
  '1',
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  '{,}',
  '{"a":1 "b":2}',
  '{"a":01}',
  '{"a":1.}',
  '{"a":-}',
  '{"a":tru}',
  '{"a":"x}',
  '{"a":"x\\"}',
  '{"a":[1}',
  '{"a":1}}',
  '{"a":1}x',
  "{'a':1}",
  '{"a":NaN}',
  '{"a":[1,]}',
])('%s is refused', (text) => {
  expect(refusalOf(text)).toBe('JSON_DAMAGED');
  const line = new JsonLine();
  line.open(Buffer.from('{"a":1}'));
  line.open(Buffer.from(text));
  expect([line.get('a'), line.fields()]).toEqual([undefined, []]);
});

test('what nests too deep or is too wide is refused, whatever its length', () => {
  expect(refusalOf(`{"a":${'['.repeat(63)}${']'.repeat(63)}}`)).toBeNull();
  expect(refusalOf(`{"a":${'['.repeat(1_000_000)}`)).toBe('JSON_TOO_DEEP');
  expect(refusalOf(`{"a":[${'1,'.repeat(8000)}1]}`)).toBeNull();
  expect(refusalOf(`{"a":[${'1,'.repeat(1_000_000)}1]}`)).toBe('JSON_TOO_WIDE');
});

test('only what stands between the two places is read', () => {
  const line = new JsonLine();
  expect(line.open(Buffer.from('{"a":1}{"a":"b"}'), 7, 16)).toBeNull();
  expect(line.get('a')).toBe('b');
  expect(line.open(Buffer.from('{"a":"b"}'), 0, 8)).toBe('JSON_DAMAGED');
  expect(line.open(Buffer.from(`{"a":"${'b'.repeat(200)}"}`), 0, 150)).toBe('JSON_DAMAGED');
});

/** What the fields of a parsed value must be. */
function leaves(value: unknown, name: string, top: boolean, into: [string, string | null][]): void {
  if (Array.isArray(value) && value.length > 0) for (const member of value) leaves(member, name, false, into);
  else if (typeof value === 'object' && value !== null && !Array.isArray(value) && (top || Object.keys(value).length > 0)) {
    for (const [key, member] of Object.entries(value))
      leaves(member, top ? key.toWellFormed() : `${name}.${key.toWellFormed()}`, false, into);
  } else
    into.push([
      name,
      typeof value === 'string' ? value.toWellFormed() : value === null || typeof value === 'object' ? null : JSON.stringify(value),
    ]);
}

test('any object has the leaves that JSON.parse gives, in spite of white space and escapes', () => {
  const object = fc.dictionary(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'a.b')),
    fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }),
  );
  const spelled = fc.tuple(object, fc.constantFrom(undefined, ' ', '\t'), fc.boolean()).map(([value, indent, escape]) => {
    const text = JSON.stringify(value, null, indent);
    return escape ? text.replace(/[^ -~\n\t]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) : text;
  });
  fc.assert(
    fc.property(spelled, (text) => {
      const expected: [string, string | null][] = [];
      // As Object.entries puts keys that are numbers first, the order is not compared.
      leaves(JSON.parse(text), '', true, expected);
      expect(fieldsOf(text).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 2000 },
  );
});

const tokens = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '"a"',
  '"a":',
  '1',
  '-',
  '.5',
  'e9',
  'null',
  'true',
  ' ',
  '\\u00',
  'é',
  '\n',
  `"${'x'.repeat(120)}`,
  '\\'.repeat(9),
];

test('what JSON.parse takes as an object is taken; nothing throws; each field is found by its name', () => {
  const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map((parts) => parts.join(''));
  const objects = fc.array(fc.constantFrom(...tokens), { maxLength: 12 }).map((parts) => `{"a":${parts.join('')}}`);
  fc.assert(
    fc.property(fc.oneof(soup, objects), (text) => {
      const line = new JsonLine();
      const taken = line.open(Buffer.from(text)) === null;
      let parsed: unknown;
      try {
        parsed = JSON.parse(text);
      } catch {
        parsed = null;
      }
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) expect(taken).toBe(true);
      for (const [name] of line.fields()) expect(line.get(name)).not.toBeUndefined();
    }),
    { numRuns: 5000 },
  );
});

test('any bytes in a line that is whole otherwise do not throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (noise, at) => {
      const bytes = Buffer.from(JSON.stringify({ a: 'x'.repeat(100), b: { c: ['\\', 'é'] }, d: '"' }));
      bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
      const line = new JsonLine();
      line.open(bytes);
      for (const [name, value] of line.fields())
        expect([name.isWellFormed(), value === null || value.isWellFormed(), line.get(name) !== undefined]).toEqual([true, true, true]);
    }),
    { numRuns: 3000 },
  );
});
