import type { ErrorCode } from '../lib/index.ts';

/** What cannot be done with a value, in the terms of the error catalogue; its place is added by who knows it. */
export interface Trouble {
  readonly trouble: ErrorCode;
  readonly details: Record<string, string | number>;
}

/** A written value may become this many at most; five switches of a command line alone would give 3,125 spellings. */
export const MAX_ALTERNATIVES = 1_000;

/** The trouble of a modifier that does not fit what it stands on. */
export function misused(modifier: string, why: string): Trouble {
  return { trouble: 'RULE_MODIFIER_MISUSED', details: { modifier, why } };
}

/** The trouble of a value that its modifier cannot read. */
export function invalid(what: string, expected: string): Trouble {
  return { trouble: 'RULE_VALUE_INVALID', details: { what: `\`${what}\``, expected } };
}

/** The trouble of a value that would become too many. */
export function tooMany(): Trouble {
  return { trouble: 'RULE_TOO_LARGE', details: { limit: MAX_ALTERNATIVES, what: 'spellings of one value' } };
}
