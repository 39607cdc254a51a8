import type { FieldValue } from '../reader.ts';

/** The elements of a set or vector as one text: a line each, as in any JSON log; null when none has a value. */
export function joinedElements(elements: readonly FieldValue[]): FieldValue {
  const texts = elements.filter((element) => element !== null);
  return texts.length === 0 ? null : texts.join('\n');
}

/** `T` and `F` as JSON writes them. */
export function plainBoolean(text: string): string {
  return text === 'T' ? 'true' : text === 'F' ? 'false' : text;
}

/** A decimal fraction as JSON writes it: `60.000000` as `60.0`, `0.120000` as `0.12`. */
export function plainFraction(text: string): string {
  const dot = text.indexOf('.');
  if (dot < 0 || text.includes('e')) return text;
  let end = text.length;
  while (end > dot + 2 && text.charCodeAt(end - 1) === 0x30) end--;
  return end === text.length ? text : text.slice(0, end);
}
