const folded = new Map<string, string>();

/** A text without regard to case, character by character as Unicode folds them (simple case folding, as `u` and `i` of expressions do). */
export function naiveFold(text: string): string {
  // ASCII folds to lower case; what is left is looked up.
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : Array.from(text, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  const upper = single(character.toUpperCase(), character);
  const lower = single(upper.toLowerCase(), upper);
  const same = /^[\p{L}\p{M}\p{N}\p{S}]$/u.test(lower) && new RegExp(`^${lower.replace(/[$^+|]/, '\\$&')}$`, 'iu').test(character);
  folded.set(character, same ? lower : character);
  return same ? lower : character;
}

function single(text: string, otherwise: string): string {
  return Array.from(text).length === 1 ? text : otherwise;
}
