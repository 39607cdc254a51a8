import { itemTest, type EventTest, type NaivePlaceholders } from './item.ts';
import { isScalarNode, textOf, type NaiveYaml } from './yaml.ts';

type Detection = ReadonlyMap<string, NaiveYaml>;

/** The test of a rule's `detection`, its logsource left out. */
export function naiveDetection(detection: NaiveYaml | undefined, placeholders: NaivePlaceholders = {}): EventTest {
  if (!(detection instanceof Map)) return () => false;
  const searches = new Map<string, EventTest>();
  for (const [name, node] of detection as Detection) if (!isReserved(name)) searches.set(name, searchTest(node, placeholders));
  const written = detection.get('condition') as NaiveYaml | undefined;
  const conditions = (Array.isArray(written) ? written : [written]).map((each) => conditionTest(textOf(each).trim(), searches));
  return some(conditions);
}

function isReserved(name: string): boolean {
  return name === 'condition' || name === 'timeframe';
}

function searchTest(node: NaiveYaml, placeholders: NaivePlaceholders): EventTest {
  if (isScalarNode(node)) return itemTest('', node, placeholders);
  if (Array.isArray(node)) {
    const list: readonly NaiveYaml[] = node;
    if (list.every((item) => isScalarNode(item))) return itemTest('', list, placeholders);
    return some(list.map((part) => searchTest(part, placeholders)));
  }
  return every([...(node as Detection)].map(([key, value]) => itemTest(key, value, placeholders)));
}

/** Splits at a word that stands outside parentheses. */
function split(text: string, word: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part: string[] = [];
  for (const token of text.replace(/[()]/g, ' $& ').split(/\s+/).filter(Boolean)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0 && token.toLowerCase() === word) {
      parts.push(part.join(' '));
      part = [];
    } else part.push(token);
  }
  return [...parts, part.join(' ')];
}

function conditionTest(text: string, searches: ReadonlyMap<string, EventTest>): EventTest {
  const alternatives = split(text, 'or');
  if (alternatives.length > 1) return some(alternatives.map((part) => conditionTest(part, searches)));
  const parts = split(text, 'and');
  if (parts.length > 1) return every(parts.map((part) => conditionTest(part, searches)));
  if (/^not[\s(]/i.test(text)) {
    const part = conditionTest(text.slice(3).trim(), searches);
    return (event) => !part(event);
  }
  if (text.startsWith('(')) return conditionTest(text.slice(1, -1).trim(), searches);
  const selector = /^(1|any|all) of (\S+)$/i.exec(text);
  if (selector === null) return named(text, searches);
  const [, quantifier = '', wanted = ''] = selector;
  const whole = new RegExp(`^${wanted.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  const names = [...searches.keys()].filter((name) => !name.startsWith('_'));
  const chosen = names.filter((name) => wanted.toLowerCase() === 'them' || whole.test(name)).map((name) => named(name, searches));
  return quantifier.toLowerCase() === 'all' ? every(chosen) : some(chosen);
}

function named(name: string, searches: ReadonlyMap<string, EventTest>): EventTest {
  const test = searches.get(name);
  if (test === undefined) throw new Error(`the condition names ${name}, which is not there`);
  return test;
}

function some(tests: readonly EventTest[]): EventTest {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (event) => {
    for (const test of tests) if (test(event)) return true;
    return false;
  };
}

function every(tests: readonly EventTest[]): EventTest {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (event) => {
    for (const test of tests) if (!test(event)) return false;
    return true;
  };
}
