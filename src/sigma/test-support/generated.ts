import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { NaiveFields } from './naive/index.ts';

// Few letters, so that rules and events meet often; the odd ones are where folding, escapes and surrogates go wrong.
const letter = fc.constantFrom('a', 'b', 'A', 'B', '-', '/', ' ', '.', 'Σ', 'σ', 'ς', 'ſ', 'S', 'µ', 'μ', '1', '\n', '😀');
const eventLetter = fc.oneof({ weight: 12, arbitrary: letter }, fc.constantFrom('\\', '*', '?', '\u2013', '\u2014', '\u2015'));
const ruleLetter = fc.oneof({ weight: 5, arbitrary: letter }, fc.constantFrom('*', '?', '\\', '\\*', '\\?', '\\\\'));
const text = (of: fc.Arbitrary<string>, max: number): fc.Arbitrary<string> =>
  fc.array(of, { maxLength: max }).map((parts) => parts.join(''));

/** `many` may stand in an event several times; `field name` is `fieldname` in some events. */
const fieldName = fc.constantFrom('f', 'g', 'field name', 'many', 'missing');

const number = fc.integer({ min: -3, max: 12 });
function openValue(): fc.Arbitrary<unknown> {
  return list(fc.oneof({ weight: 5, arbitrary: text(ruleLetter, 4) }, number, hexadecimal));
}

/** A number in hexadecimal; what is between the signs is written so in the YAML. */
const hexadecimal = fc.integer({ min: 0, max: 12 }).map((value) => `@0x${value.toString(16)}@`);
const plainValue = fc.oneof(
  { weight: 6, arbitrary: text(ruleLetter, 6) },
  number,
  hexadecimal,
  fc.constant(null),
  fc.boolean(),
  fc.constant(''),
);
const list = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 }));
const textOnly = text(ruleLetter, 6).filter((value) => value !== '');
const unwild = textOnly.filter((value) => !/[*?\\]/.test(value));
const placeholder = fc.constantFrom('%one%', '%two%', 'a%one%', '%two%b', '%one%%two%', 'ab');

/** What the placeholders of generated rules stand for. */
export const placeholders: Readonly<Record<string, readonly string[]>> = { one: ['a', 'B'], two: ['b*', 'ab', '1'] };

const blocks = ['192.0.2.0/24', '192.0.2.8/29', '198.51.100.7', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '2001:db8:0:1::/64', '::/0'];
const addresses = [
  '192.0.2.9',
  '192.0.2.200',
  '198.51.100.7',
  '10.1.2.3',
  '::ffff:192.0.2.9',
  '2001:DB8::5',
  '2001:db8:0:1::a%eth0',
  '::1',
  'LOCAL',
  '192.0.2.256',
];
const times = [
  '2024-03-01T10:00:00Z',
  '2024-12-30 23:59:59.1234567',
  '2021-01-03T12:00:00Z',
  '2020-12-31T23:30:00-01:00',
  '2024-02-30T00:00:00Z',
  '2026-01-01T00:00:00,5',
  '10:00',
];
const timeParts = [0, 1, 2, 3, 10, 12, 23, 30, 31, 53, 59, 2020, 2021, 2024, 2026];
const expressions = [
  'a+b',
  '^a',
  'b$',
  'a.b',
  '[ab]{2}',
  '(a|b)1',
  'aB?A',
  'ab|/-',
  '\\.a',
  '(?i)AB',
  '[^a]b',
  'a\\sb',
  '\\w+$',
  'a{,2}',
  '\\bb',
  '^$',
];

const word = fc.constantFrom('a', 'b', 'ab', 'ba', 'Σ', 'a-b', '😀');

/** A line of a detection: the field it is best asked of, if any; its modifiers; its values. */
type Item = readonly [field: string | null, modifiers: string, value: unknown];

function item<T>(modifiers: readonly string[], value: fc.Arbitrary<T>, field: string | null = null): fc.Arbitrary<Item> {
  return fc.tuple(fc.constant(field), fc.constantFrom(...modifiers), value);
}

const items: fc.Arbitrary<Item> = fc.oneof(
  item(['', '|cased', '|cased|neq'], list(textOnly)),
  item(['', '|neq', '|all'], list(plainValue)),
  item(
    [
      '|contains',
      '|startswith',
      '|endswith',
      '|contains|all',
      '|contains|cased',
      '|cased|endswith',
      '|startswith|neq',
      '|contains|all|neq',
    ],
    openValue(),
  ),
  item(
    ['|windash', '|contains|windash', '|windash|contains|all', '|windash|cased'],
    list(fc.oneof(textOnly, fc.constantFrom('-a', '/b', 'a -b', '-a*'))),
  ),
  item(
    ['|base64', '|base64offset|contains', '|base64|contains', '|base64|startswith|cased', '|windash|base64offset|contains'],
    list(unwild),
  ),
  item(
    ['|base64', '|base64offset|contains', '|base64|contains', '|base64offset|contains|cased', '|base64offset|contains|neq'],
    list(word),
    'coded',
  ),
  ...['|wide', '|utf16le', '|utf16be', '|utf16'].map((form) =>
    item(
      ['|base64', '|base64offset|contains', '|base64|contains|all'].map((more) => form + more),
      list(word),
      'coded',
    ),
  ),
  item(
    ['|wide', '|utf16le|contains', '|utf16be|startswith', '|utf16be|contains', '|utf16|contains', '|utf16le|endswith|cased'],
    list(textOnly),
  ),
  item(['|wide', '|utf16le|contains', '|utf16be|startswith', '|utf16be', '|utf16'], list(word), 'wide'),
  item(
    [
      '|re',
      '|re|i',
      '|re|i|s',
      '|re|m',
      '|re|s',
      '|re|ignorecase|dotall',
      '|re|multiline',
      '|re|neq',
      '|re|all',
      '|re|startswith',
      '|re|endswith',
    ],
    list(fc.constantFrom(...expressions)),
  ),
  item(['|windash', '|windash|contains', '|contains|windash|neq'], fc.constantFrom('-a', '/b', ' -a', 'a/b'), 'dashed'),
  item(['|re', '|re|i', '|re|s', '|re|m'], fc.constantFrom('a.b', '^b', 'a$', 'A.?B'), 'lines'),
  item(['|lt', '|lte', '|gt', '|gte', '|gt|neq'], list(fc.oneof(number, hexadecimal, fc.constant(2.5))), 'size'),
  ...['minute', 'hour', 'day', 'week', 'month', 'year'].map((unit) => item([`|${unit}`], list(fc.constantFrom(...timeParts)), 'when')),
  item(['|cidr', '|cidr|neq', '|cidr|all'], list(fc.constantFrom(...blocks)), 'address'),
  item(['|exists', '|exists|neq'], fc.oneof(fc.boolean(), fc.constantFrom('yes', 'no'))),
  item(
    [
      '|fieldref',
      '|fieldref|contains',
      '|fieldref|startswith',
      '|fieldref|endswith',
      '|fieldref|neq',
      '|fieldref|cased',
      '|fieldref|contains|neq',
    ],
    list(fieldName),
  ),
  item(['|expand', '|expand|contains', '|contains|expand', '|expand|all', '|expand|neq', '|expand|endswith'], list(placeholder)),
  item([''], fc.constant([])),
);

const line = fc
  .tuple(fieldName, fc.integer({ max: 3, min: 0 }), items)
  .map(([name, best, [field, modifiers, value]]): [string, unknown] => [(field !== null && best > 0 ? field : name) + modifiers, value]);
const map = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => Object.fromEntries(lines));
const keywords = fc.array(fc.oneof(textOnly, number), { minLength: 1, maxLength: 3 });
const search = fc.oneof(
  { weight: 4, arbitrary: map },
  fc.array(map, { minLength: 1, maxLength: 3 }),
  fc.array(fc.oneof(map, textOnly), { minLength: 2, maxLength: 3 }),
  keywords,
  textOnly,
  keywords.map((values) => ({ '|all': values })),
  keywords.map((values) => ({ '|neq': values })),
  keywords.map((values) => ({ '|cased': values })),
  fc.array(fc.constantFrom(...expressions), { minLength: 1, maxLength: 2 }).map((values) => ({ '|re': values })),
);

const condition = fc.letrec<{ any: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom(
    'sel_a',
    'sel_b',
    'other',
    '_hidden',
    '1 of sel_*',
    'all of sel*',
    '1 of them',
    'all of them',
    'any of *_b',
    'All Of THEM',
    '1 of s*l_*',
  ),
  any: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.tuple(tie('any'), fc.constantFrom(' and ', ' or ', ' AND '), tie('any')).map((parts) => parts.join('')),
    tie('any').map((inner) => `(${inner})`),
    tie('leaf').map((inner) => `not ${inner}`),
    tie('any').map((inner) => `NOT (${inner})`),
  ),
})).any;

/** Detections of every form: each modifier, keyword, list and condition of the language. */
const detection = fc.record({
  sel_a: search,
  sel_b: search,
  other: search,
  _hidden: search,
  condition: fc.oneof(condition, fc.array(condition, { minLength: 1, maxLength: 2 })),
});

const eventText = fc.oneof(
  { weight: 8, arbitrary: text(eventLetter, 8) },
  number.map(String),
  fc.constantFrom('0x3', '0XA', '2.5', '1e1', '-1', 'true', 'FALSE', ''),
  fc.constantFrom(...addresses),
  fc.constantFrom(...times),
);
const eventValue = fc.oneof({ weight: 9, arbitrary: eventText }, fc.constant(null));

/** A word in UTF-16 with something before and after it, its bytes as characters; `none` leaves it in UTF-8. */
const encodedWord = fc
  .tuple(fc.constantFrom('', 'x', 'xy'), word, fc.constantFrom('', 'z'), fc.constantFrom('le', 'be', 'mark', 'none'))
  .map(([before, inner, after, form]) => {
    const bytes = Buffer.from(before + inner + after, form === 'none' ? 'utf8' : 'utf16le');
    if (form === 'be') bytes.swap16();
    return form === 'mark' ? Buffer.concat([Buffer.of(0xff, 0xfe), bytes]) : bytes;
  });

/** Fields of an event that generated rules ask for. */
export const generatedEvent: fc.Arbitrary<NaiveFields> = fc.record(
  {
    f: eventValue,
    g: eventValue,
    'field name': eventValue,
    fieldname: eventValue,
    many: fc.array(eventText, { minLength: 1, maxLength: 3 }),
    unasked: eventValue,
    dashed: fc
      .tuple(fc.constantFrom('', 'a', ' '), fc.constantFrom('-', '/', '\u2013', '\u2014', '\u2015'), fc.constantFrom('a', 'b', ' '))
      .map((parts) => parts.join('')),
    coded: encodedWord.map((bytes) => bytes.toString('base64')),
    wide: encodedWord.map((bytes) => bytes.toString('latin1')),
    lines: fc.array(fc.constantFrom('a', 'b', 'A', '\n', '\r\n'), { maxLength: 5 }).map((parts) => parts.join('')),
    size: fc.oneof(number.map(String), fc.constantFrom('0x3', '0XA', '2.5', '1e1', '-1', 'many', '')),
    when: fc.constantFrom(...times),
    address: fc.constantFrom(...addresses),
  },
  { requiredKeys: [] },
);

/** The text of a rule; its logsource is `product: any`. */
export const generatedRule: fc.Arbitrary<string> = detection.map((each) =>
  stringify({ title: 'generated', logsource: { product: 'any' }, detection: each }).replaceAll(/"?@(0x[0-9a-f]+)@"?/g, '$1'),
);
