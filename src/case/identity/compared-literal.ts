import { isDigit, tokenAt } from './alphanumeric-token.ts';
import { mayHoldNumber, pseudonymEnd } from './number-finder.ts';
import type { NumberMatcher } from './number-matcher.ts';
import type { Pseudonymizer } from './pseudonymizer.ts';
import { SHORTEST_PART } from './single-run.ts';
import type { IdentifierDomain } from './types.ts';

/** More digits than any spelling of one identifier has: such a literal holds several. */
const MOST_DIGITS = 18;

/** What a literal is compared with, and how. */
export interface LiteralUse {
  readonly domain: IdentifierDomain;
  /** LIKE, SIMILAR TO or a regular expression. */
  readonly pattern: boolean;
  /** The literal is a piece by its place: concatenated, or compared with `substr(…)`. */
  readonly part: boolean;
}

/** Masks what stands between the quotes of a literal that is compared with a column of identifiers. */
export interface LiteralMasker {
  mask(content: string, use: LiteralUse): string;
}

export function createLiteralMasker(numbers: NumberMatcher, pseudonyms: Pseudonymizer): LiteralMasker {
  return {
    mask(content, use) {
      if (!mayHoldNumber(content)) return content;
      const [from, to] = withoutWildcards(content);
      const core = content.slice(from, to);
      const digits = core.replace(/\D+/g, '');
      if (!/^[+(]?[\d\s().\u00a0/-]*$/.test(core) || digits.length < SHORTEST_PART || digits.length > MOST_DIGITS)
        return eachRun(content, use);
      const open = { before: from > 0, behind: to < content.length };
      return content.slice(0, from) + named(core, digits, use, open) + content.slice(to);
    },
  };

  /** The pseudonym of a number whose ends may be open. */
  function named(spelling: string, digits: string, use: LiteralUse, open: { before: boolean; behind: boolean }): string {
    const exact = !use.part && !open.before && !open.behind;
    if (exact || isWhole(spelling, digits, use.domain, open)) return pseudonyms.spelling(use.domain, spelling) ?? spelling;
    return pseudonyms.part(use.domain, open.before ? digits : prefix(spelling, digits, use.domain));
  }

  /** Whether the digits are all of an identifier although a wildcard stands beside them. */
  function isWhole(spelling: string, digits: string, domain: IdentifierDomain, open: { before: boolean; behind: boolean }): boolean {
    if (domain === 'imei') return digits.length >= 14 && !open.before;
    if (domain === 'imsi') return numbers.imsi(digits) !== null;
    const abroad = digits.startsWith('00') ? digits.slice(2) : digits;
    if (numbers.international(abroad) !== null) return true;
    if (spelling.startsWith('+')) return false;
    return numbers.national(digits) !== null || (!open.behind && numbers.significant(digits) !== null);
  }

  /** A prefix in international form, so that every spelling of it gets one name. */
  function prefix(spelling: string, digits: string, domain: IdentifierDomain): string {
    if (domain !== 'msisdn' || spelling.startsWith('+')) return digits;
    if (digits.startsWith('00')) return digits.slice(2);
    return numbers.trunk === '0' && digits.startsWith('0') ? numbers.countryCode + digits.slice(1) : digits;
  }

  /** Arrays, lists and regular expressions: every run of digits by itself. */
  function eachRun(content: string, use: LiteralUse): string {
    let out = '';
    let done = 0;
    let i = 0;
    while (i < content.length) {
      const code = content.charCodeAt(i);
      if (code === 58) i = Math.max(i + 1, pseudonymEnd(content, i));
      else if (!isDigit(code)) i++;
      else {
        let end = i + 1;
        while (isDigit(content.charCodeAt(end))) end++;
        if (end - i >= SHORTEST_PART && !isHexadecimal(content, i, end)) {
          const from = content.charAt(i - 1) === '+' && i > done ? i - 1 : i;
          const open = { before: isOpen(content.charAt(from - 1), use), behind: isOpen(content.charAt(end), use) };
          out += content.slice(done, from) + named(content.slice(from, end), content.slice(i, end), use, open);
          done = end;
        }
        i = end;
      }
    }
    return out + content.slice(done);
  }
}

function isOpen(neighbour: string, use: LiteralUse): boolean {
  return neighbour === '%' || (use.pattern && neighbour !== '' && !'^$,|" '.includes(neighbour));
}

/** 0x… and the like beside it; looked at no further than a hash is long. */
function isHexadecimal(content: string, from: number, to: number): boolean {
  const start = Math.max(0, from - 64);
  return tokenAt(content.slice(start, to + 64), from - start, 0).hexadecimal;
}

/** Where a literal begins and ends without the wildcards and anchors around it. */
function withoutWildcards(content: string): readonly [from: number, to: number] {
  let from = 0;
  let to = content.length;
  while (from < to && '%_^'.includes(content.charAt(from))) from++;
  while (to > from && '%_$'.includes(content.charAt(to - 1))) to--;
  return [from, to];
}
