import { readExpression } from './expression.ts';
import { parseNetwork } from './network.ts';
import { parsePattern, plainText } from './pattern.ts';
import { expandSource, type Placeholders } from './placeholders.ts';
import type { ProblemCollector, Place } from './problem.ts';
import type { WrittenScalar } from './scalar.ts';
import { textModifiers } from './text-modifiers.ts';
import { MAX_ALTERNATIVES, invalid, misused, tooMany, type Trouble } from './trouble.ts';
import { textValue, type Alternatives, type Comparison, type RuleValue, type TimeUnit } from './value.ts';

/** The values of a detection item after its modifiers, and how they are linked. */
export interface ModifiedValues {
  readonly values: readonly Alternatives[];
  /** `all`: every written value must match; otherwise one of them. */
  readonly all: boolean;
  /** `neq`: the item is true when the rest is false. */
  readonly negated: boolean;
}

const listModifiers = new Set(['all', 'neq']);
const comparisons = new Set<Comparison>(['lt', 'lte', 'gt', 'gte']);
/** They read the value as written; SigmaHQ's converter wants them before everything else, `all` and `neq` included. */
const onUnmodified = new Set(['re', 'cidr', 'exists']);
/** After these a placeholder can no longer be seen. */
const encoders = new Set(['base64', 'base64offset', 'wide', 'utf16le', 'utf16be', 'utf16']);
const timeUnits = new Set<TimeUnit>(['minute', 'hour', 'day', 'week', 'month', 'year']);
/** Long forms are practice of SigmaHQ's converter. */
const expressionFlags = new Map<string, 'i' | 'm' | 's'>([
  ['i', 'i'],
  ['ignorecase', 'i'],
  ['m', 'm'],
  ['multiline', 'm'],
  ['s', 's'],
  ['dotall', 's'],
]);

/**
 * Applies the modifiers of a detection item from left to right. Every problem goes to the collector; null when there was one.
 * An empty list of values means `null`, as in SigmaHQ's converter.
 */
export function applyModifiers(
  modifiers: readonly string[],
  scalars: readonly WrittenScalar[],
  key: Place,
  collector: ProblemCollector,
  placeholders: Placeholders,
): ModifiedValues | null {
  const before = collector.problems.length;
  const unknown = modifiers.filter((name) => !isKnown(name));
  for (const modifier of unknown) collector.add('RULE_MODIFIER_UNKNOWN', key, { modifier });
  if (unknown.length > 0) return null;
  const late = modifiers.find((name, i) => i > 0 && onUnmodified.has(name));
  if (late !== undefined) {
    collector.add('RULE_MODIFIER_MISUSED', key, { modifier: late, why: 'must be the first modifier' });
    return null;
  }
  const chain = modifiers.filter((name) => !listModifiers.has(name));
  const values: Alternatives[] = [];
  for (const scalar of scalars) {
    const result = applyChain(chain, scalar, placeholders);
    if ('trouble' in result) collector.add(result.trouble, scalar, result.details);
    else values.push(result);
  }
  if (scalars.length === 0) values.push([{ kind: 'null' }]);
  if (collector.problems.length > before) return null;
  return { values, all: modifiers.includes('all'), negated: modifiers.includes('neq') };
}

function isKnown(name: string): boolean {
  return listModifiers.has(name) || typedModifiers.has(name) || expressionFlags.has(name) || textModifiers.has(name);
}

function applyChain(chain: readonly string[], scalar: WrittenScalar, placeholders: Placeholders): Alternatives | Trouble {
  if (typeof scalar.value === 'number' && !Number.isFinite(scalar.value)) return invalid(scalar.written, 'a number that can be compared');
  const [first] = chain;
  const encoded = chain.findIndex((name) => encoders.has(name));
  if (encoded !== -1 && chain.lastIndexOf('expand') > encoded) return misused('expand', 'must stand before what encodes the value');
  const typed = first === undefined ? undefined : typedModifiers.get(first);
  const rest = typed === undefined ? chain : chain.slice(1);
  let values: Alternatives | Trouble = typed === undefined ? [plainValue(scalar)] : typed(scalar, chain, placeholders);
  for (const name of rest) {
    if ('trouble' in values) return values;
    values = applyOne(name, values, first, placeholders);
  }
  return values;
}

function applyOne(name: string, values: Alternatives, first: string | undefined, placeholders: Placeholders): Alternatives | Trouble {
  const comparison = asComparison(name);
  if (comparison !== null && values.every((value) => value.kind === 'time')) return values.map((value) => ({ ...value, comparison }));
  if (typedModifiers.has(name)) return misused(name, 'must be the first modifier');
  if (expressionFlags.has(name)) return first === 're' ? values : misused(name, 'is a flag of `re`');
  const modifier = textModifiers.get(name);
  const changed: RuleValue[] = [];
  for (const value of values) {
    const result = modifier?.(value, MAX_ALTERNATIVES, placeholders) ?? [];
    if ('trouble' in result) return result;
    changed.push(...result);
    if (changed.length > MAX_ALTERNATIVES) return tooMany();
  }
  return changed;
}

function asComparison(name: string): Comparison | null {
  return [...comparisons].find((comparison) => comparison === name) ?? null;
}

function plainValue(scalar: WrittenScalar): RuleValue {
  if (scalar.value === null) return { kind: 'null' };
  // Beyond 2^53 the number is no longer the one written.
  if (Number.isInteger(scalar.value) && !Number.isSafeInteger(scalar.value)) return textValue([scalar.written]);
  if (typeof scalar.value === 'number') return { kind: 'number', number: scalar.value, written: scalar.written };
  return textValue(parsePattern(String(scalar.value)));
}

type TypedModifier = (scalar: WrittenScalar, chain: readonly string[], placeholders: Placeholders) => Alternatives | Trouble;

/** Modifiers that decide what the written value is at all; they stand first. */
const typedModifiers: ReadonlyMap<string, TypedModifier> = new Map<string, TypedModifier>([
  ['re', expressionValue],
  ['cidr', networkValue],
  ['exists', existsValue],
  ['fieldref', fieldValue],
  ...[...comparisons].map((comparison): [string, TypedModifier] => [
    comparison,
    ({ value, written }) =>
      typeof value === 'number'
        ? [{ kind: 'comparison', comparison, number: value }]
        : invalid(written, `a number, as \`${comparison}\` needs`),
  ]),
  ...[...timeUnits].map((unit): [string, TypedModifier] => [
    unit,
    ({ value, written }) =>
      typeof value === 'number' && Number.isInteger(value)
        ? [{ kind: 'time', unit, comparison: null, number: value }]
        : invalid(written, `a whole number, as \`${unit}\` needs`),
  ]),
]);

function expressionValue(scalar: WrittenScalar, chain: readonly string[], placeholders: Placeholders): Alternatives | Trouble {
  const flags = { i: false, m: false, s: false };
  for (const name of chain) {
    const flag = expressionFlags.get(name);
    if (flag !== undefined) flags[flag] = true;
  }
  if (scalar.value === null) return invalid('null', 'a regular expression');
  const written = typeof scalar.value === 'string' ? scalar.value : scalar.written;
  const sources = chain.includes('expand') ? expandSource(written, placeholders) : [written];
  if ('trouble' in sources) return sources;
  const values: RuleValue[] = [];
  for (const source of sources) {
    const open = chain.includes('startswith') ? `\\A(?:${source})` : source;
    const expression = readExpression(chain.includes('endswith') ? `(?:${open})\\z` : open, flags);
    if (typeof expression === 'string') {
      // The engine quotes what it cannot read, and values of placeholders are to be told nowhere.
      const cause = chain.includes('expand') ? 'with the values of its placeholders' : expression;
      return { trouble: 'RULE_REGEX_UNSUPPORTED', details: { cause } };
    }
    values.push({ kind: 'expression', expression });
  }
  return values;
}

function networkValue({ value, written }: WrittenScalar): Alternatives | Trouble {
  const network = typeof value === 'string' ? parseNetwork(value) : null;
  return network === null ? invalid(written, 'an address block such as 192.0.2.0/24') : [{ kind: 'network', network }];
}

function existsValue({ value, written }: WrittenScalar): Alternatives | Trouble {
  // YAML 1.1 wrote booleans in more ways than 1.2 reads.
  const expected =
    typeof value === 'boolean' ? value : /^(?:yes|true|on)$/i.test(written) ? true : /^(?:no|false|off)$/i.test(written) ? false : null;
  return expected === null ? invalid(written, 'true or false, as `exists` needs') : [{ kind: 'exists', expected }];
}

function fieldValue({ value, written }: WrittenScalar): Alternatives | Trouble {
  const name = typeof value === 'string' ? plainText(parsePattern(value)) : null;
  if (name === null || name === '') return invalid(written, 'a field name');
  return [{ kind: 'field', name, before: false, after: false, cased: false }];
}
