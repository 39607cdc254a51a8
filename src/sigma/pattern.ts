/** `*` in a value: any text, also none. A number, not a symbol: rules are handed to workers as plain data. */
export const anyText = 0;
/** `?` in a value: any one character. */
export const anyCharacter = 1;

/** A value of a rule with its wildcards resolved; never two texts in a row, no empty text. */
export type Pattern = readonly (string | typeof anyText | typeof anyCharacter)[];

/**
 * Reads a value as the specification does: `*` and `?` are wildcards; a backslash takes the meaning from a wildcard or a
 * backslash that follows it, and is itself plain before anything else (`\Windows\*` ends in a wildcard only when written `\\*`).
 */
export function parsePattern(text: string): Pattern {
  const parts: Pattern[number][] = [];
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    const next = text.charAt(i + 1);
    if (c === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next;
      i++;
    } else if (c === '*' || c === '?') {
      if (plain !== '') parts.push(plain);
      plain = '';
      if (c === '?') parts.push(anyCharacter);
      else if (parts.at(-1) !== anyText) parts.push(anyText);
    } else plain += c;
  }
  if (plain !== '') parts.push(plain);
  return parts;
}

/** The text of a pattern without wildcards; null when it has one. */
export function plainText(pattern: Pattern): string | null {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'string' ? only : null;
}

/** The pattern with its texts replaced one by one. */
export function mapTexts(pattern: Pattern, change: (text: string) => string): Pattern {
  return pattern.map((part) => (typeof part === 'string' ? change(part) : part));
}

/** The pattern preceded, followed or both by `*`, as `endswith`, `startswith` and `contains` do. */
export function openPattern(pattern: Pattern, before: boolean, after: boolean): Pattern {
  const open = [...pattern];
  if (before && open[0] !== anyText) open.unshift(anyText);
  if (after && (open.at(-1) !== anyText || open.length === 0)) open.push(anyText);
  return open;
}

/** Patterns one after the other as one pattern. */
export function joinPatterns(patterns: readonly Pattern[]): Pattern {
  const joined: Pattern[number][] = [];
  for (const part of patterns.flat()) {
    const last = joined.at(-1);
    if (part === anyText && last === anyText) continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}
