import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compileRules, parseRules, readLogsources } from './index.ts';
import { eventOf } from './test-support/event.ts';
import { naiveMatch } from './test-support/naive.ts';

const logsources = readLogsources();

// Few letters, so that rules and events meet often; the odd ones are where folding, escapes and surrogates go wrong.
const letter = fc.constantFrom('a', 'b', 'A', 'B', '-', '/', ' ', '.', 'Σ', 'σ', '1', '\n', '😀');
const ruleLetter = fc.oneof({ weight: 5, arbitrary: letter }, fc.constantFrom('*', '?', '\\', '\\*', '\\?', '\\\\'));
const text = (of: fc.Arbitrary<string>, max: number): fc.Arbitrary<string> =>
  fc.array(of, { maxLength: max }).map((parts) => parts.join(''));
const fieldName = fc.constantFrom('f', 'g', 'field name', 'missing');

const number = fc.integer({ min: 0, max: 12 });
const plainValue = fc.oneof({ weight: 6, arbitrary: text(ruleLetter, 6) }, number, fc.constant(null), fc.boolean());
const list = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 }));
const textOnly = text(ruleLetter, 6).filter((value) => value !== '');
const unwild = textOnly.filter((value) => !/[*?\\]/.test(value));

const item = fc.oneof(
  fc.tuple(fc.constantFrom('', '|cased'), list(textOnly)),
  fc.tuple(fc.constantFrom('', '|neq', '|all'), list(plainValue)),
  fc.tuple(
    fc.constantFrom('|contains', '|startswith', '|endswith', '|contains|all', '|contains|cased', '|startswith|neq'),
    list(text(ruleLetter, 4)),
  ),
  fc.tuple(fc.constantFrom('|windash', '|contains|windash', '|windash|contains|all'), list(textOnly)),
  fc.tuple(fc.constantFrom('|base64', '|base64offset|contains', '|base64|contains'), list(unwild)),
  fc.tuple(
    fc.constantFrom('|re', '|re|i', '|re|i|s', '|re|m'),
    list(fc.constantFrom('a+b', '^a', 'b$', 'a.b', '[ab]{2}', '(a|b)1', 'aB?A', 'ab|/-', '\\.a')),
  ),
  fc.tuple(fc.constantFrom('|lt', '|lte', '|gt', '|gte'), number),
  fc.tuple(fc.constantFrom('|exists'), fc.boolean()),
  fc.tuple(fc.constantFrom('|fieldref', '|fieldref|contains', '|fieldref|startswith', '|fieldref|endswith', '|fieldref|neq'), fieldName),
);

const map = fc
  .array(fc.tuple(fieldName, item), { minLength: 1, maxLength: 3 })
  .map((items) => Object.fromEntries(items.map(([field, [modifiers, value]]) => [field + modifiers, value])));
const keywords = fc.array(fc.oneof(textOnly, number), { minLength: 1, maxLength: 3 });
const search = fc.oneof(
  { weight: 4, arbitrary: map },
  fc.array(map, { minLength: 1, maxLength: 3 }),
  keywords,
  keywords.map((values) => ({ '|all': values })),
);

const condition = fc.letrec<{ any: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom('sel_a', 'sel_b', 'other', '_hidden', '1 of sel_*', 'all of sel*', '1 of them', 'all of them', 'any of *_b'),
  any: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.tuple(tie('any'), fc.constantFrom(' and ', ' or '), tie('any')).map((parts) => parts.join('')),
    tie('any').map((inner) => `(${inner})`),
    tie('leaf').map((inner) => `not ${inner}`),
    tie('any').map((inner) => `not (${inner})`),
  ),
})).any;

const detection = fc.record({
  sel_a: search,
  sel_b: search,
  other: search,
  _hidden: search,
  condition: fc.oneof(condition, fc.array(condition, { minLength: 1, maxLength: 2 })),
});

const eventValue = fc.oneof(
  { weight: 5, arbitrary: text(letter, 8) },
  number.map(String),
  fc.constant(null),
  fc.constantFrom('true', 'FALSE', '').map(String),
  text(letter, 4).map((value) => Buffer.from(`x${value}y`).toString('base64')),
);
const event = fc.dictionary(fc.constantFrom('f', 'g', 'field name'), eventValue, { maxKeys: 3 });

it('the engine agrees with an evaluator written from the specification, on any rule and event', { timeout: 60_000 }, () => {
  let matched = 0;
  let pairs = 0;
  fc.assert(
    fc.property(
      fc.array(detection, { minLength: 1, maxLength: 4 }),
      fc.array(event, { minLength: 5, maxLength: 20 }),
      (detections, events) => {
        const texts = detections.map((each, i) =>
          stringify({ title: `rule ${i}`, logsource: { product: 'hardcell', category: 'authentication' }, detection: each }),
        );
        const parsed = texts.map((rule, i) => parseRules(rule, `${i}.yml`));
        expect(parsed.flatMap(({ rejected }) => rejected)).toEqual([]);
        const set = compileRules(
          parsed.flatMap(({ rules }) => rules),
          logsources,
        );
        for (const fields of events) {
          const expected = texts.flatMap((rule, i) => (naiveMatch(rule, fields) ? [`rule ${i}`] : []));
          const found = set.match(eventOf({ source: 'hardcell', channel: 'authentication', fields })).map(({ rule }) => rule.title);
          expect(found).toEqual(expected);
          matched += found.length;
          pairs += texts.length;
        }
      },
    ),
    { numRuns: 250, seed: 20261123 },
  );
  // A test on pairs that never match would show nothing.
  expect(matched).toBeGreaterThan(pairs / 20);
  expect(matched).toBeLessThan(pairs * 0.95);
});
