import type { AlphanumericToken } from './alphanumeric-token.ts';
import { abroad, clear } from './canonical.ts';
import { beginsCompactDate, isCompactDate, isEpoch } from './compact-date.ts';
import { inGuid, inSid, isCounted, isDotted, isSecondFraction, isTimed } from './exempt-surroundings.ts';
import { isImei, LONGEST_NUMBER, SHORTEST_FOREIGN, type NumberMatcher } from './number-matcher.ts';
import type { ClearIdentifier, IdentifierDomain } from './types.ts';

/** An identifier, or a part of one, found in a text: [from, to) is replaced by its pseudonym. */
export interface FoundNumber {
  readonly from: number;
  readonly to: number;
  readonly domain: IdentifierDomain;
  readonly digits: ClearIdentifier;
  /** A prefix or another piece of an identifier. */
  readonly part: boolean;
}

/** What counts as an identifier beside what the number plan knows. */
export interface FindingRules {
  /** Statements: any run of 10 to 16 digits, and seven or more beside a wildcard. */
  readonly statement: boolean;
  /** The digits are compared with a column that holds times: seconds since 1970 are no identifier. */
  readonly times: boolean;
}

/** Fewer digits than this tell nobody: they are left alone. */
export const SHORTEST_PART = 7;
const PERCENT = 37;
/** 00 and the longest number behind it. */
const LONGEST_RUN = LONGEST_NUMBER + 2;

interface Kind {
  readonly domain: IdentifierDomain;
  readonly digits: string;
  readonly part?: boolean;
}

/** Judges one unbroken run of digits [from, to); null when it is no identifier. */
export function judgeRun(
  text: string,
  from: number,
  to: number,
  token: AlphanumericToken,
  numbers: NumberMatcher,
  rules: FindingRules,
): FoundNumber | null {
  const length = to - from;
  if (length < SHORTEST_PART || length > LONGEST_RUN || token.hexadecimal || isSecondFraction(text, from)) return null;
  const digits = text.slice(from, to);
  const plus = token.start === from && text.charCodeAt(from - 1) === 43 && !digits.startsWith('0');
  const alone = token.start === from && token.end === to && !token.afterPercent;
  const kind = surely(digits, plus, alone, numbers) ?? perhaps(text, from, to, digits, alone, numbers, rules);
  if (kind === null || inGuid(text, from, to) || inSid(text, from)) return null;
  return { from: plus ? from - 1 : from, to, domain: kind.domain, digits: clear(kind.digits), part: kind.part ?? false };
}

/** Identifiers by their own form: with + or 00, or fully of the number plan. These count inside longer words too. */
function surely(digits: string, plus: boolean, alone: boolean, numbers: NumberMatcher): Kind | null {
  if (plus && isForeignLength(digits)) return { domain: 'msisdn', digits: abroad(digits, numbers) };
  const home = numbers.international(digits) ?? (digits.startsWith('00') ? numbers.international(digits.slice(2)) : null);
  if (home !== null) return { domain: 'msisdn', digits: home };
  const imsi = numbers.imsi(digits);
  if (imsi !== null && !isCompactDate(digits)) return { domain: 'imsi', digits: imsi };
  if (numbers.planned && isImei(digits)) return { domain: 'imei', digits: digits.slice(0, 14) };
  const national = numbers.national(digits);
  if (national !== null) return { domain: 'msisdn', digits: national };
  if (alone && /^00[1-9]/.test(digits) && isForeignLength(digits.slice(2))) return { domain: 'msisdn', digits: digits.slice(2) };
  return null;
}

/** Digits that could be something else as well: never a date, a handle or a record number, never inside a word. */
function perhaps(
  text: string,
  from: number,
  to: number,
  digits: string,
  alone: boolean,
  numbers: NumberMatcher,
  rules: FindingRules,
): Kind | null {
  if (isCompactDate(digits) || isCounted(text, from)) return null;
  if (isEpoch(digits) && (rules.times || isTimed(text, from) || isDotted(text, from, to))) return null;
  if (rules.statement && text.charCodeAt(to) === PERCENT && digits.length < 10)
    return beginsCompactDate(digits) ? null : { domain: 'msisdn', digits, part: true };
  const own = alone && !isDotted(text, from, to) ? numbers.significant(digits) : null;
  if (own !== null) return { domain: 'msisdn', digits: own };
  if (!rules.statement) return null;
  if (digits.length >= 10 && digits.length <= 16) return bestFit(digits);
  return besideWildcard(text, from, to) && !beginsCompactDate(digits) ? { domain: 'msisdn', digits, part: true } : null;
}

/**
 * The likeliest domain of 10 to 16 digits that no number plan and no column explains: an MSISDN up to 13 digits, an IMEI
 * without its check digit (14) or with its software version (16), with 15 an IMEI when the check digit is right, else an IMSI.
 */
function bestFit(digits: string): Kind {
  if (digits.length === 14 || digits.length === 16 || isImei(digits)) return { domain: 'imei', digits: digits.slice(0, 14) };
  return { domain: digits.length === 15 ? 'imsi' : 'msisdn', digits };
}

function besideWildcard(text: string, from: number, to: number): boolean {
  if (text.charCodeAt(from - 1) === PERCENT || text.charCodeAt(to) === PERCENT) return true;
  return text.charCodeAt(to) === 95 && ['_', '%', "'", '"', ''].includes(text.charAt(to + 1));
}

function isForeignLength(digits: string): boolean {
  return digits.length >= SHORTEST_FOREIGN && digits.length <= LONGEST_NUMBER;
}
