import type { ColumnDomains } from '../context/types.ts';
import { ComparedColumn } from './compared-column.ts';
import { createLiteralMasker } from './compared-literal.ts';
import { isCompactDate } from './compact-date.ts';
import { mayHoldNumber } from './number-finder.ts';
import type { NumberMatcher } from './number-matcher.ts';
import type { Pseudonymizer } from './pseudonymizer.ts';
import { nextToken, type SqlToken } from './sql-token.ts';
import type { TextMasker } from './text-masker.ts';
import type { IdentifierDomain } from './types.ts';

/** Statements within statements ($$ … $$) are followed this deep; deeper ones are read as text. */
const DEEPEST = 3;
/** How far behind a literal its column may stand: `'…' = lower(trim(t.a_number))`. */
const AHEAD = 8;
/** A mask can change what its neighbours look like. */
const ROUNDS = 4;
const COMPARES = /^(?:[<>=!~]+\*?|in|like|ilike|similar|between|not|is|regexp|rlike)$/i;

/** Masks statements against a store. */
export interface StatementMasker {
  mask(sql: string): string;
}

/**
 * Literals that are compared with a column of identifiers get that column's domain; everything else (other literals, comments, names,
 * bare numbers) is read as text under the stricter rules for statements. One pass over the tokens.
 */
export function createStatementMasker(
  columns: ColumnDomains,
  numbers: NumberMatcher,
  pseudonyms: Pseudonymizer,
  texts: TextMasker,
): StatementMasker {
  const literals = createLiteralMasker(numbers, pseudonyms);
  const rest = (text: string, times: boolean): string => texts.mask(text, { statement: true, times });

  function once(sql: string, depth: number): string {
    const place = new ComparedColumn(columns);
    let out = '';
    let done = 0;
    let before: SqlToken | null = null;
    const put = (from: number, to: number, masked: string): void => {
      out += rest(sql.slice(done, from), false) + masked;
      done = to;
    };
    for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
      const content = sql.slice(token.from, token.to);
      if (token.kind === 'operator') place.operator(content);
      else if (token.kind === 'dollar' && place.domain === null && depth < DEEPEST) put(token.from, token.to, once(content, depth + 1));
      else if (token.kind === 'word' || token.kind === 'quoted') name(sql, token, before, place);
      else if (token.kind !== 'pseudonym') {
        const joined = token.kind !== 'number' && (text(sql, before) === '||' || text(sql, nextToken(sql, token.end)) === '||');
        const domain = place.domain ?? columnBehind(sql, token.end, place) ?? (joined && !isCompactDate(content) ? 'msisdn' : null);
        if (domain !== null) put(token.from, token.to, compared(content, token, domain, joined || place.part, place.pattern));
        else if (place.times) put(token.from, token.to, rest(content, true));
      }
      before = token;
    }
    return out + rest(sql.slice(done), false);
  }

  function compared(content: string, token: SqlToken, domain: IdentifierDomain, part: boolean, pattern: boolean): string {
    if (token.kind !== 'number') return literals.mask(content, { domain, part, pattern });
    const [digits = ''] = content.split('.');
    return literals.mask(digits.replaceAll('_', ''), { domain, part, pattern: false }) + content.slice(digits.length);
  }

  return {
    mask(sql) {
      if (!mayHoldNumber(sql)) return sql;
      let before = sql;
      for (let round = 0; round < ROUNDS; round++) {
        const after = once(before, 0);
        if (after === before) return after;
        before = after;
      }
      return before;
    },
  };
}

/** A name, unless it is the type of a cast. */
function name(sql: string, token: SqlToken, before: SqlToken | null, place: ComparedColumn): void {
  if (text(sql, before) === '::') return;
  place.word(sql.slice(token.from, token.to), /^\s*\(/.test(sql.slice(token.end, token.end + 8)));
}

/** The domain of a column that the literal before `at` is compared with: `'…' = a_number`. */
function columnBehind(sql: string, at: number, place: ComparedColumn): IdentifierDomain | null {
  let token = nextToken(sql, at);
  if (text(sql, token) === '::' && token !== null) {
    const type = nextToken(sql, token.end);
    token = type === null ? null : nextToken(sql, type.end);
  }
  if (token === null || !COMPARES.test(text(sql, token))) return null;
  for (let i = 0; i < AHEAD && token !== null; i++) {
    if (token.kind === 'string' || token.kind === 'number' || token.kind === 'dollar') return null;
    const domain = token.kind === 'word' || token.kind === 'quoted' ? place.domainOf(sql.slice(token.from, token.to)) : null;
    if (domain !== null) return domain;
    token = nextToken(sql, token.end);
  }
  return null;
}

function text(sql: string, token: SqlToken | null): string {
  return token === null ? '' : sql.slice(token.start, Math.min(token.end, token.start + 16));
}
