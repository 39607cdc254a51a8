import type { Network } from '../network.ts';
import { anyCharacter, anyText, type Pattern } from '../pattern.ts';
import type { Alternatives, Comparison, RuleValue } from '../value.ts';

const comparisons: Readonly<Record<Comparison, string>> = {
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is greater than',
  gte: 'is at least',
};

/** So many spellings of one value are written out; the others are counted. */
const MAX_SPELLINGS = 3;

/** What one written value asks for, in words that follow the name of a field. */
export function alternativesWords(alternatives: Alternatives): string {
  const words = [...new Set(alternatives.map(valueWords))];
  const rest = words.length - MAX_SPELLINGS;
  const shown = words.slice(0, MAX_SPELLINGS).join(' or ');
  return rest > 0 ? `${shown} or ${rest} other ${rest === 1 ? 'spelling' : 'spellings'}` : shown;
}

function valueWords(value: RuleValue): string {
  switch (value.kind) {
    case 'text':
      return `${patternWords(value.pattern)}${value.cased ? ' in this case' : ''}`;
    case 'number':
      return String(value.number) === value.written ? `is ${value.written}` : `is ${value.written} or ${value.number}`;
    case 'null':
      return 'is absent or without a value';
    case 'exists':
      return value.expected ? 'is there' : 'is not there';
    case 'expression':
      return `has a match of /${value.expression.source}/${flags(value.expression)}`;
    case 'network':
      return `is an address of ${networkText(value.network)}`;
    case 'comparison':
      return `${comparisons[value.comparison]} ${value.number}`;
    case 'time':
      return `is a time whose ${value.unit} is ${value.number} (UTC)`;
    case 'field':
    default:
      return `${position(value.before, value.after)} the field ${value.name}${value.cased ? ' in this case' : ''}`;
  }
}

function position(before: boolean, after: boolean): string {
  if (before && after) return 'contains';
  if (after) return 'begins with';
  return before ? 'ends with' : 'equals';
}

function patternWords(pattern: Pattern): string {
  if (pattern.length === 0) return 'is there and empty';
  const before = pattern[0] === anyText;
  const after = pattern.length > 1 && pattern.at(-1) === anyText;
  const inner = pattern.slice(before ? 1 : 0, after ? -1 : undefined);
  const [only] = inner;
  if (inner.length === 0) return 'is there with any value';
  if (inner.length > 1 || typeof only !== 'string') return `fits ${patternText(pattern)}`;
  return before || after ? `${position(before, after)} ${only}` : `is ${only}`;
}

/** A pattern as a rule writes it. */
function patternText(pattern: Pattern): string {
  return pattern
    .map((part) => (part === anyText ? '*' : part === anyCharacter ? '?' : part.replace(/[*?]|\\(?=[\\*?]|$)/g, '\\$&')))
    .join('');
}

function flags({ i, m, s }: { readonly i: boolean; readonly m: boolean; readonly s: boolean }): string {
  return `${i ? 'i' : ''}${m ? 'm' : ''}${s ? 's' : ''}`;
}

function networkText({ version, bits, prefix }: Network): string {
  const [width, size, base, sign] = version === 4 ? ([32, 8, 10, '.'] as const) : ([128, 16, 16, ':'] as const);
  const parts: string[] = [];
  for (let at = width - size; at >= 0; at -= size) parts.push(((bits >> BigInt(at)) & ((1n << BigInt(size)) - 1n)).toString(base));
  return `${parts.join(sign)}/${prefix}`;
}
