import type { Masker } from '../case/index.ts';

/** The fields a rule looked at as one JSON object, masked: a statement by its columns, everything else as free text. `own`: names that the rules themselves ask for again. */
export function maskedFields(
  fields: Iterable<readonly [string, string | null]>,
  statements: boolean,
  masker: Masker,
  own: readonly string[] = [],
): string {
  const object: Record<string, string | null> = {};
  for (const [name, value] of fields) {
    // A keyword shows the field it stands in, whose name the record gave.
    const known = /\d/.test(name) && !own.includes(name) ? masker.text(name) : name;
    object[known] = value === null ? null : statements ? masker.statement(value) : masker.text(value);
  }
  return JSON.stringify(object);
}
