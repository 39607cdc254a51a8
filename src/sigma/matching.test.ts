import { describe, expect, it } from 'vitest';
import { compileRules, parseRules, readLogsources } from './index.ts';
import { eventOf } from './test-support/event.ts';

const logsources = readLogsources();
type Fields = Record<string, string | null>;

/** Whether a detection, written in YAML, is true for an event of these fields. */
function matches(detection: string, fields: Fields): boolean {
  const body = detection.includes('condition:') ? detection : `{ sel: ${detection}, condition: sel }`;
  const { rules, rejected } = parseRules(
    `title: t\nlogsource: { product: hardcell, category: file_activity }\ndetection: ${body}`,
    'r.yml',
  );
  expect(rejected).toEqual([]);
  return compileRules(rules, logsources).match(eventOf({ source: 'hardcell', channel: 'file_activity', fields })).length === 1;
}

const base64Utf16 = Buffer.from('xx whoami yy', 'utf16le').toString('base64');

/** [what it shows, detection, an event that matches, an event that does not] */
const cases: readonly (readonly [string, string, Fields, Fields])[] = [
  ['values match the whole field, whatever their case', "{ f: 'C:\\x.EXE' }", { f: 'c:\\X.exe' }, { f: 'c:\\x.exe2' }],
  ['a list means any of its values', '{ f: [a, b] }', { f: 'b' }, { f: 'c' }],
  ['all fields of a mapping must match', '{ f: a, g: b }', { f: 'a', g: 'b' }, { f: 'a', g: 'c' }],
  ['one mapping of a list is enough', '[{ f: a }, { g: b }]', { g: 'b' }, { g: 'a' }],
  ['keywords stand anywhere in any field', '[evil, worse]', { x: 'an EVIL thing' }, { x: 'good' }],
  ['a keyword alone needs no list', 'evil', { x: 'devils' }, { x: 'good' }],
  ['keywords and mappings may be mixed', '[evil, { f: a }]', { f: 'a' }, { f: 'b' }],
  ['|all keywords may stand in different fields', "{ '|all': [one, two] }", { x: 'one', y: 'two' }, { x: 'one' }],
  ['keywords may hold wildcards', "['a*c']", { x: 'xxabcxx' }, { x: 'ab' }],
  ['null means absent or without a value', '{ f: null }', { g: 'x' }, { f: '' }],
  ['null also means there without a value', '{ f: null }', { f: null }, { f: 'x' }],
  ["'' means there and empty", "{ f: '' }", { f: '' }, { g: 'x' }],
  ["'' also means there without a value", "{ f: '' }", { f: null }, { f: 'x' }],
  ['an empty list means null', '{ f: [] }', {}, { f: 'x' }],
  ['null in a list', '{ f: [a, null] }', {}, { f: 'b' }],
  ['numbers match their text', '{ EventID: 4624 }', { EventID: '4624' }, { EventID: '46240' }],
  ['numbers in other notations match as written and in decimal', '{ f: 0x10 }', { f: '0X10' }, { f: '0x11' }],
  ['the decimal of a hexadecimal number', '{ f: 0x10 }', { f: '16' }, { f: '10' }],
  ['a number with leading zeros is decimal', '{ f: 007 }', { f: '7' }, { f: '07' }],
  ['a number in octal', '{ f: 0o17 }', { f: '15' }, { f: '17' }],
  ['a number with an exponent', '{ f: 1e3 }', { f: '1000' }, { f: '1e4' }],
  ['underscores make a text of a number', '{ f: 1_000 }', { f: '1_000' }, { f: '1000' }],
  [
    'a number beyond 2^53 is only what is written',
    '{ f: 12345678901234567890 }',
    { f: '12345678901234567890' },
    { f: '12345678901234567000' },
  ],
  ['dates are texts', '{ f: 2024-01-01 }', { f: '2024-01-01' }, { f: '2024-01-01T00:00:00Z' }],
  ['yes is a word', '{ f: yes }', { f: 'YES' }, { f: 'true' }],
  [
    '<< brings in what another mapping has',
    '{ a: &a { f: x, g: x }, b: { <<: *a, g: y }, condition: b }',
    { f: 'x', g: 'y' },
    { f: 'x', g: 'x' },
  ],
  ['hour|gte', '{ f|hour|gte: 22 }', { f: '2024-03-01T22:10:00Z' }, { f: '2024-03-01T21:59:00Z' }],
  ['hour|neq', '{ f|hour|neq: 22 }', { f: '2024-03-01T21:10:00Z' }, { f: '2024-03-01T22:59:00Z' }],
  ['a pattern that begins with _ selects such names', '{ _a_1: { f: x }, _a_2: { f: y }, condition: 1 of _a_* }', { f: 'y' }, { f: 'z' }],
  ['booleans match their word', '{ f: true }', { f: 'True' }, { f: 'false' }],
  ['* stands for any text', "{ f: 'a*c' }", { f: 'abbbc' }, { f: 'abbb' }],
  ['? stands for one character', "{ f: 'a?c' }", { f: 'abc' }, { f: 'abbc' }],
  ['\\* is a star', "{ f: 'a\\*c' }", { f: 'a*c' }, { f: 'abc' }],
  ['\\\\* is a backslash and a wildcard', "{ f: 'a\\\\*' }", { f: 'a\\bc' }, { f: 'a*' }],
  ['\\\\ is one backslash', "{ f|startswith: '\\\\\\\\srv' }", { f: '\\\\SRV\\c$' }, { f: '\\SRV' }],
  ['field names may have spaces', "{ 'Threat Name|contains': evil }", { 'Threat Name': 'an evil one' }, { ThreatName: 'fine' }],
  ['field names are exact', '{ Image: a }', { Image: 'a' }, { image: 'a' }],
  ['startswith', '{ f|startswith: ab }', { f: 'ABc' }, { f: 'xab' }],
  ['endswith', "{ f|endswith: '\\cmd.exe' }", { f: 'C:\\CMD.EXE' }, { f: 'C:\\cmd.exe ' }],
  ['contains', '{ f|contains: b }', { f: 'abc' }, { f: 'ac' }],
  ['contains of a number', '{ f|contains: 44 }', { f: ':443' }, { f: ':403' }],
  ['contains|all', '{ f|contains|all: [a, b] }', { f: 'b a' }, { f: 'a' }],
  ['all without other modifiers', "{ f|all: ['*a*', '*b*'] }", { f: 'ba' }, { f: 'a' }],
  ['exists', '{ f|exists: true }', { f: '' }, { g: '' }],
  ['exists: a field without a value is there', '{ f|exists: true }', { f: null }, {}],
  ['exists: false', '{ f|exists: false }', {}, { f: null }],
  ['exists: yes, as YAML 1.1 writes it', '{ f|exists: yes }', { f: 'x' }, {}],
  ['cased', '{ f|cased: aB }', { f: 'aB' }, { f: 'ab' }],
  ['contains|cased', '{ f|contains|cased: aB }', { f: 'xaBx' }, { f: 'xabx' }],
  ['neq', '{ f|neq: a }', { f: 'b' }, { f: 'A' }],
  ['neq is true where the field is absent', '{ f|neq: a }', {}, { f: 'a' }],
  ['neq of a list: none of them', '{ f|neq: [a, b] }', { f: 'c' }, { f: 'b' }],
  ['contains|neq', '{ f|contains|neq: a }', { f: 'bbb' }, { f: 'bab' }],
  ['windash', "{ f|contains|windash: ' -f ' }", { f: 'x /f y' }, { f: 'x f y' }],
  ['windash knows long dashes', "{ f|windash|contains: ' /f ' }", { f: 'x \u2014f y' }, { f: 'x +f y' }],
  ['re matches anywhere, in its own case', '{ f|re: "a+B" }', { f: 'xaaBx' }, { f: 'aab' }],
  ['re|i', '{ f|re|i: "a+B" }', { f: 'AAB' }, { f: 'A' }],
  ['re|m', '{ f|re|m: "^b$" }', { f: 'a\nb\nc' }, { f: 'ab' }],
  ['re|s', '{ f|re|s: "a.b" }', { f: 'a\nb' }, { f: 'ab' }],
  ['re keeps its backslashes', "{ f|re: '^\\\\\\d+$' }", { f: '\\12' }, { f: '12' }],
  ['re|startswith', '{ f|re|startswith: "b|a" }', { f: 'ax' }, { f: 'xa' }],
  ['re|endswith', '{ f|re|endswith: "b|a" }', { f: 'xa' }, { f: 'ax' }],
  ['re of keywords', '{ "|re": "a{3}" }', { x: 'baaab' }, { x: 'aa' }],
  ['base64', '{ f|base64|contains: abc }', { f: 'xYWJjx' }, { f: 'abc' }],
  ['base64offset', '{ f|base64offset|contains: whoami }', { f: Buffer.from('x whoami').toString('base64') }, { f: 'whoami' }],
  ['wide|base64offset', '{ f|wide|base64offset|contains: whoami }', { f: base64Utf16 }, { f: Buffer.from('whoami').toString('base64') }],
  ['utf16le|base64offset', '{ f|utf16le|base64offset|contains: whoami }', { f: base64Utf16 }, { f: 'whoami' }],
  [
    'utf16be|base64',
    '{ f|utf16be|base64: ab }',
    { f: Buffer.from('\0a\0b').toString('base64') },
    { f: Buffer.from('a\0b\0').toString('base64') },
  ],
  [
    'utf16|base64 has the byte order mark',
    '{ f|utf16|base64: ab }',
    { f: Buffer.from('fffe61006200', 'hex').toString('base64') },
    { f: 'ab' },
  ],
  ['wide without more', '{ f|wide|contains: ab }', { f: 'xa\0b\0' }, { f: 'ab' }],
  ['lt', '{ f|lt: 5 }', { f: '4.9' }, { f: '5' }],
  ['lte', '{ f|lte: 5 }', { f: '5' }, { f: '6' }],
  ['gt', '{ f|gt: 5 }', { f: '0x6' }, { f: '5' }],
  ['gte', '{ f|gte: 5 }', { f: '5' }, { f: 'many' }],
  ['cidr', '{ f|cidr: 192.0.2.0/24 }', { f: '192.0.2.9' }, { f: '192.0.3.9' }],
  ['cidr of a list', '{ f|cidr: [198.51.100.0/24, "2001:db8::/32"] }', { f: '2001:DB8::5' }, { f: '192.0.2.1' }],
  ['cidr reads a mapped address', '{ f|cidr: 192.0.2.0/24 }', { f: '::ffff:192.0.2.9' }, { f: '::ffff:203.0.113.9' }],
  ['fieldref', '{ f|fieldref: g }', { f: 'A', g: 'a' }, { f: 'a', g: 'b' }],
  ['fieldref of an absent field', '{ f|fieldref: g }', { f: 'a', g: 'a' }, { f: 'a' }],
  ['fieldref|neq', '{ f|fieldref|neq: g }', { f: 'a', g: 'b' }, { f: 'a', g: 'a' }],
  ['fieldref|contains', '{ f|fieldref|contains: g }', { f: 'xay', g: 'A' }, { f: 'xy', g: 'a' }],
  ['fieldref|startswith', '{ f|fieldref|startswith: g }', { f: 'ax', g: 'a' }, { f: 'xa', g: 'a' }],
  ['fieldref|endswith', '{ f|fieldref|endswith: g }', { f: 'xa', g: 'a' }, { f: 'ax', g: 'a' }],
  ['minute', '{ f|minute: 32 }', { f: '2024-04-01T00:32:44.118Z' }, { f: '2024-04-01T00:33:44Z' }],
  ['hour', '{ f|hour: [22, 23] }', { f: '2024-04-01 23:00:00' }, { f: '2024-04-01 21:00:00' }],
  ['day', '{ f|day: 1 }', { f: '2024-04-01T00:00:00Z' }, { f: '2024-04-02T00:00:00Z' }],
  ['week as ISO 8601 counts', '{ f|week: 53 }', { f: '2021-01-03T12:00:00Z' }, { f: '2021-01-04T12:00:00Z' }],
  ['month', '{ f|month: 12 }', { f: '2024-12-31T23:59:59Z' }, { f: '2024-11-30T00:00:00Z' }],
  ['year', '{ f|year: 2024 }', { f: '2024-12-31T23:59:59Z' }, { f: 'never' }],
  ['case folds beyond ASCII', '{ f|contains: ΟΔΟΣ }', { f: 'οδος' }, { f: 'οδο' }],
  ['not', '{ a: { f: x }, condition: not a }', { f: 'y' }, { f: 'x' }],
  ['and binds before or', '{ a: { f: x }, b: { g: y }, c: { h: z }, condition: a or b and c }', { f: 'x' }, { g: 'y' }],
  ['1 of a pattern', '{ s_a: { f: x }, s_b: { g: y }, t: { h: z }, condition: 1 of s_* }', { g: 'y' }, { h: 'z' }],
  ['all of a pattern', '{ s_a: { f: x }, s_b: { g: y }, condition: all of s_* }', { f: 'x', g: 'y' }, { f: 'x' }],
  ['any of', '{ s_a: { f: x }, s_b: { g: y }, condition: any of s_* }', { f: 'x' }, {}],
  ['them leaves out names that begin with _', '{ a: { f: x }, _b: { g: y }, condition: all of them }', { f: 'x' }, { g: 'y' }],
  ['a pattern leaves them out too', "{ a: { f: x }, _a: { g: y }, condition: 1 of '*a' }".replaceAll("'", ''), { f: 'x' }, { g: 'y' }],
  ['a pattern without * is a name', '{ sel: { f: x }, sel_more: { g: y }, condition: all of sel }', { f: 'x' }, { g: 'y' }],
  ['a list of conditions: one is enough', '{ a: { f: x }, b: { g: y }, condition: [a, b] }', { g: 'y' }, {}],
];

describe('an event matches by', () => {
  it.each(cases)('%s', (_about, detection, matching, other) => {
    expect(matches(detection, matching)).toBe(true);
    expect(matches(detection, other)).toBe(false);
  });
});

describe('a match shows', () => {
  const rule = `title: t
logsource: { product: hardcell, category: file_activity }
fields: [shown, f]
detection:
  filter: { g: nothing }
  sel: { f: a, h: null }
  words: [secret]
  condition: sel and words and not filter`;

  it('what the rule looked at and the event has, then what its author wants, then where its keywords stand', () => {
    const set = compileRules(parseRules(rule, 'r.yml').rules, logsources);
    const fields = { unseen: 'x', shown: '1', f: 'A', g: null, other: 'a secret' };
    const [match] = set.match(eventOf({ source: 'hardcell', channel: 'file_activity', fields }));
    expect(match?.fields).toEqual([
      ['f', 'A'],
      ['g', null],
      ['shown', '1'],
      ['other', 'a secret'],
    ]);
  });
});
