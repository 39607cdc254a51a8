import type { ItemExplanation, WantedExplanation } from './explanation.ts';

/** So many wanted values are named where none fits. */
const MAX_WANTED = 3;

/** Why a line of a detection is true or false, in one sentence. */
export function itemWords(item: ItemExplanation): string {
  const answer = item.negated ? `${negatedWords(item)}: ` : '';
  return answer + foundWords(item);
}

function negatedWords({ holds }: ItemExplanation): string {
  return holds ? 'neq is true where the rest is false' : 'neq is false where the rest is true';
}

function foundWords(item: ItemExplanation): string {
  const { all, wanted } = item;
  const held = wanted.filter(({ holds }) => holds);
  const [first] = held;
  if (all && wanted.length > 1) {
    const missing = wanted.find(({ holds }) => !holds);
    if (missing !== undefined)
      return `${held.length} of ${wanted.length} wanted, all are needed; missing is: ${missing.words}${absence(item)}`;
    return `all ${wanted.length} wanted are there: ${held.map(heldWords).join('; ')}`;
  }
  if (first !== undefined) return `it ${heldWords(first)}`;
  const some = wanted.slice(0, MAX_WANTED).map(({ words }) => words);
  const rest = wanted.length > MAX_WANTED ? `, or ${wanted.length - MAX_WANTED} others` : '';
  return `wanted: ${some.join(', or ')}${rest}${otherWords(wanted)}${absence(item)}`;
}

function heldWords({ words, by }: WantedExplanation): string {
  return by === null || by.field === null ? words : `${words}, in ${by.field}`;
}

function otherWords(wanted: readonly WantedExplanation[]): string {
  const compared = wanted.flatMap(({ other }) => (other === null ? [] : [other.length === 0 ? 'not there' : other.join(' and ')]));
  return compared.length === 0 ? '' : ` (which is ${compared.join(', ')})`;
}

/** An absent field is the usual reason, and easily overlooked. */
function absence({ field, present, values }: ItemExplanation): string {
  if (field === null || values.length > 0) return '';
  return present ? '; the field is there without a value' : '; the event has no such field';
}
