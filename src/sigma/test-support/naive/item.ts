import type { NaiveEvent, NaiveText } from './event.ts';
import { naiveExpression } from './expression.ts';
import { naiveFold } from './fold.ts';
import { compares, lies, timed } from './scalar-tests.ts';
import { patternTest } from './text-pattern.ts';
import { forms } from './values.ts';
import { isScalarNode, textOf, type NaiveScalar, type NaiveYaml } from './yaml.ts';

/** Whether an event is what a part of a rule says. */
export type EventTest = (event: NaiveEvent) => boolean;

/** What placeholders stand for, without their `%`. */
export type NaivePlaceholders = Readonly<Record<string, readonly string[]>>;

type ValuesTest = (texts: readonly NaiveText[] | undefined, event: NaiveEvent) => boolean;

const COMPARISONS = new Set(['lt', 'lte', 'gt', 'gte']);
const UNITS = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);

/** One line of a detection: `field|modifier|…: values`; an empty field is any field. */
export function itemTest(key: string, value: NaiveYaml, placeholders: NaivePlaceholders): EventTest {
  const [field = '', ...modifiers] = key.split('|');
  const written = (Array.isArray(value) ? value : [value]).filter(isScalarNode);
  const wanted = written.length === 0 ? [{ value: null, written: '' }] : written;
  const tests = wanted.map((one): ValuesTest => {
    const forms = modifiers.includes('expand') ? resolved(one, placeholders) : [one];
    return some(forms.map((form) => wantedTest(form, modifiers, field === '')));
  });
  const holds = modifiers.includes('all') ? every(tests) : some(tests);
  const found: EventTest = field === '' ? (event) => holds(event.all(), event) : (event) => holds(event.field(field), event);
  return modifiers.includes('neq') ? (event) => !found(event) : found;
}

/** Whether one of the tests holds; loops of this kind run hundreds of millions of times. */
function some(tests: readonly ValuesTest[]): ValuesTest {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (texts, event) => {
    for (const test of tests) if (test(texts, event)) return true;
    return false;
  };
}

function every(tests: readonly ValuesTest[]): ValuesTest {
  return (texts, event) => {
    for (const test of tests) if (!test(texts, event)) return false;
    return true;
  };
}

/** Each placeholder becomes each of its values; any of them will do, also under `all`. */
function resolved(wanted: NaiveScalar, placeholders: NaivePlaceholders): NaiveScalar[] {
  if (typeof wanted.value !== 'string') return [wanted];
  const name = /%([^%\\]+)%/.exec(wanted.value);
  if (name === null) return [wanted];
  return (placeholders[name[1] ?? ''] ?? []).flatMap((value) => {
    const text = textOf(wanted).replace(name[0], () => value);
    return resolved({ value: text, written: text }, placeholders);
  });
}

function wantedTest(wanted: NaiveScalar, modifiers: readonly string[], keyword: boolean): ValuesTest {
  const [first = ''] = modifiers.filter((name) => name !== 'all' && name !== 'neq');
  const any =
    (test: (text: NaiveText) => boolean): ValuesTest =>
    (texts) => {
      if (texts !== undefined) for (const text of texts) if (test(text)) return true;
      return false;
    };
  if (first === 'exists') {
    const expected = /^(?:true|yes|on)$/i.test(wanted.written);
    return (texts) => (texts !== undefined) === expected;
  }
  if (wanted.value === null) return (texts) => texts === undefined || texts.length === 0;
  if (first === 're') {
    const expression = naiveExpression(textOf(wanted), modifiers);
    return any(({ raw }) => expression.test(raw));
  }
  if (COMPARISONS.has(first)) return any(compares(first, Number(wanted.value)));
  if (UNITS.has(first)) return any(timed(first, Number(wanted.value)));
  if (first === 'cidr') return any(lies(textOf(wanted)));
  if (first === 'fieldref') return fieldTest(textOf(wanted), modifiers);
  if (typeof wanted.value === 'number' && first === '' && !keyword) {
    const spellings = new Set([naiveFold(wanted.written), String(wanted.value)]);
    return any(({ folded }) => spellings.has(folded));
  }
  return textsTest(wanted, modifiers, keyword);
}

function textsTest(wanted: NaiveScalar, modifiers: readonly string[], keyword: boolean): ValuesTest {
  const patterns = forms(textOf(wanted), modifiers, keyword);
  const tests = patterns.map((pattern) => patternTest(pattern, modifiers.includes('cased')));
  // A field without a value has the empty value.
  const empty = patterns.some((pattern) => pattern.length === 0);
  return (texts) => {
    if (texts === undefined) return false;
    for (const text of texts) for (const test of tests) if (test(text)) return true;
    return empty && texts.length === 0;
  };
}

function fieldTest(name: string, modifiers: readonly string[]): ValuesTest {
  const form = (text: NaiveText): string => (modifiers.includes('cased') ? text.raw : text.folded);
  const [before, after] = [has(modifiers, 'contains', 'endswith'), has(modifiers, 'contains', 'startswith')];
  const fits = (a: string, b: string): boolean => {
    if (before && after) return a.includes(b);
    if (after) return a.startsWith(b);
    return before ? a.endsWith(b) : a === b;
  };
  return (texts, event) => (texts ?? []).some((own) => (event.field(name) ?? []).some((other) => fits(form(own), form(other))));
}

function has(modifiers: readonly string[], ...names: string[]): boolean {
  return names.some((name) => modifiers.includes(name));
}
