import type { ColumnDomains } from '../context/types.ts';
import { canonicalIdentifier } from './canonical.ts';
import { mayHoldNumber } from './number-finder.ts';
import { NumberMatcher } from './number-matcher.ts';
import { createPseudonymizer } from './pseudonymizer.ts';
import { createStatementMasker } from './statement-masker.ts';
import { KnownTexts } from './known-texts.ts';
import { createTextMasker } from './text-masker.ts';
import type { Masker, NumberPlan } from './types.ts';

/** What a masker is made of. */
export interface MaskerOptions {
  /** The case's key (`loadOrCreateKey`). */
  readonly key: Uint8Array;
  /** Null: only numbers behind + or 00 are known in free text, and runs of 10 to 16 digits in statements. */
  readonly plan: NumberPlan | null;
  /** Lower-case column names of the call-record stores and what they hold (`columnDomains`). */
  readonly columns: ColumnDomains;
}

/** A statement inside a command line or a URL (`psql -c "SELECT …"`) is one against a store too. */
function holdsStatement(text: string): boolean {
  return VERB.test(text) && STATEMENTS.some(([verb, clause]) => verb.test(text) && clause.test(text));
}

const VERB = /\b(?:select|copy|insert|update|delete)\b/i;

const STATEMENTS = [
  [/\bselect\b/i, /\bfrom\b/i],
  [/\bcopy\b/i, /\b(?:to|from)\b/i],
  [/\binsert\b/i, /\binto\b/i],
  [/\b(?:update|delete)\b/i, /\bwhere\b/i],
] as const;

/** Makes the one object that turns identifiers into pseudonyms. Equal options give equal pseudonyms, in any process. */
export function createMasker({ key, plan, columns }: MaskerOptions): Masker {
  const numbers = new NumberMatcher(plan);
  const pseudonyms = createPseudonymizer(key, numbers);
  const texts = createTextMasker(numbers, pseudonyms);
  const statements = createStatementMasker(columns, numbers, pseudonyms, texts);
  const plain = new KnownTexts((text) =>
    holdsStatement(text) ? statements.mask(text) : texts.mask(text, { statement: false, times: false }),
  );
  const sql = new KnownTexts((text) => statements.mask(text));
  return {
    identifier: (domain, spelling) => pseudonyms.spelling(domain, spelling),
    canonical: (domain, spelling) => canonicalIdentifier(domain, spelling, numbers),
    text: (text) => (mayHoldNumber(text) ? plain.mask(text) : text),
    statement: (text) => (mayHoldNumber(text) ? sql.mask(text) : text),
  };
}
