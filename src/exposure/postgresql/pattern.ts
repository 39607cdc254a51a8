import { unknown, type Operand, type Predicate } from '../predicate.ts';
import type { Circumstances } from '../statement.ts';
import { constantOf } from './constant.ts';
import { operandOf } from './operand.ts';
import type { Scope } from './scope.ts';
import { lastName, nodesOf, type Fields, type Node } from './tree.ts';

/** More wildcards make matching slow, whoever matches. */
const MAX_WILDCARDS = 4;
const MAX_PATTERN = 200;

/** `column LIKE pattern`; with `fold`, ILIKE. A LIKE works on text alone, so the column is compared as stored. */
export function likePredicate(scope: Scope, left: Node | null, right: Node | null, fold: boolean, around: Circumstances): Predicate {
  const operand = operandOf(scope, left);
  if (operand.kind === 'not') return unknown(operand.why);
  if (operand.operand.as === 'date') return unknown('pattern');
  const value = constantOf(right, around);
  if (value.type === 'not') return unknown(value.why === 'function' ? 'pattern' : value.why);
  if (value.type !== 'untyped') return unknown('pattern');
  const steps = stepsOf(value.text);
  const column = asText(operand.operand);
  if (!steps) return unknown('pattern');
  const folds = fold && /[^\d+*#.,:;_/ %-]/.test(value.text);
  // Capital letters outside ASCII depend on the locale.
  if (folds && /[^\0-\x7f]/.test(value.text)) return unknown('pattern');
  const literal = steps.filter((step) => step.kind === 'char').map((step) => step.char);
  const wild = steps.filter((step) => step.kind !== 'char');
  if (wild.length === 0 && !folds) return { kind: 'in', column, values: [{ type: 'untyped', text: literal.join('') }] };
  if (wild.length === 1 && steps.at(-1)?.kind === 'any' && !folds) return { kind: 'prefix', column, prefix: literal.join('') };
  if (wild.filter((step) => step.kind === 'any').length > MAX_WILDCARDS || steps.length > MAX_PATTERN) return unknown('pattern');
  return { kind: 'like', column, pattern: steps.map(spelled).join(''), fold: folds };
}

/** A column under a text operator: without a cast it must be a text itself. */
function asText(operand: Operand): Operand {
  return operand.as === 'column' ? { ...operand, as: 'stored' } : operand;
}

type Step = { readonly kind: 'char'; readonly char: string } | { readonly kind: 'one' } | { readonly kind: 'any' };

/** A pattern step by step, neighbouring `%` as one; null when it ends in a bare escape, which PostgreSQL refuses. */
function stepsOf(pattern: string): Step[] | null {
  const steps: Step[] = [];
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    if (char === '%') {
      if (steps.at(-1)?.kind !== 'any') steps.push({ kind: 'any' });
    } else if (char === '_') steps.push({ kind: 'one' });
    else if (char === '\\') {
      i += 1;
      const escaped = chars[i];
      if (escaped === undefined) return null;
      steps.push({ kind: 'char', char: escaped });
    } else steps.push({ kind: 'char', char });
  }
  return steps;
}

function spelled(step: Step): string {
  if (step.kind !== 'char') return step.kind === 'any' ? '%' : '_';
  return /[%_\\]/.test(step.char) ? `\\${step.char}` : step.char;
}

/** A comparison by its operator and sides. */
interface Sides {
  readonly operator: string;
  readonly left: Node | null;
  readonly right: Node | null;
}

/**
 * Other ways to ask for the beginning of a text: `left(c, 5) = '49171'`, `substr(c, 1, 5) = …`, `starts_with(c, …)`, `c ^@ …`, and
 * the regular expressions `^digits` and `^digits$`. Null when it is none of them.
 */
export function patternPredicate(scope: Scope, given: Sides | Fields, around: Circumstances): Predicate | null {
  if ('funcname' in given) {
    if (lastName(given.funcname) !== 'starts_with') return null;
    const [column, prefix] = nodesOf(given.args);
    return prefixOf(scope, column ?? null, prefix ?? null, around);
  }
  const sides = given as Sides;
  if (sides.operator === '^@') return prefixOf(scope, sides.left, sides.right, around);
  if (sides.operator === '~') return regularExpression(scope, sides, around);
  if (sides.operator !== '=') return null;
  return cutText(scope, sides.left, sides.right, around) ?? cutText(scope, sides.right, sides.left, around);
}

function prefixOf(scope: Scope, column: Node | null, prefix: Node | null, around: Circumstances): Predicate | null {
  const operand = operandOf(scope, column);
  const value = constantOf(prefix, around);
  if (operand.kind === 'not' || operand.operand.as === 'date' || value.type !== 'untyped') return null;
  return { kind: 'prefix', column: asText(operand.operand), prefix: value.text };
}

function regularExpression(scope: Scope, { left, right }: Sides, around: Circumstances): Predicate | null {
  const value = constantOf(right, around);
  const operand = operandOf(scope, left);
  if (operand.kind === 'not' || operand.operand.as === 'date' || value.type !== 'untyped') return null;
  const digits = /^\^(\d+)(\$|\.\*\$?)?$/.exec(value.text);
  if (!digits) return null;
  const text = digits[1] ?? '';
  if (digits[2] !== '$') return { kind: 'prefix', column: asText(operand.operand), prefix: text };
  return { kind: 'in', column: asText(operand.operand), values: [{ type: 'untyped', text }] };
}

function cutText(scope: Scope, cut: Node | null, compared: Node | null, around: Circumstances): Predicate | null {
  if (cut?.tag !== 'FuncCall') return null;
  const name = lastName(cut.body.funcname);
  const [column, ...numbers] = nodesOf(cut.body.args);
  const operand = operandOf(scope, column ?? null);
  const value = constantOf(compared, around);
  if (operand.kind === 'not' || operand.operand.as === 'date' || value.type !== 'untyped') return null;
  const counts = numbers.map((number) => {
    const count = constantOf(number, around);
    return count.type === 'number' ? Number(count.text) : null;
  });
  const fromStart = name === 'left' && counts.length === 1;
  const ofText = (name === 'substr' || name === 'substring') && counts.length === 2 && counts[0] === 1;
  const length = fromStart ? counts[0] : ofText ? counts[1] : null;
  if (length === null || length === undefined || length < 1) return null;
  const has = [...value.text].length;
  if (has > length) return null;
  if (has === length) return { kind: 'prefix', column: asText(operand.operand), prefix: value.text };
  return { kind: 'in', column: asText(operand.operand), values: [value] };
}
