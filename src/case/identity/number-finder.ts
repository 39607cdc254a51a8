import { isDigit, tokenAt, type AlphanumericToken } from './alphanumeric-token.ts';
import type { NumberMatcher } from './number-matcher.ts';
import { judgeRun, SHORTEST_PART, type FindingRules, type FoundNumber } from './single-run.ts';
import { dateOrAddressEnd, judgeGroups } from './spaced-run.ts';

/** A pseudonym in a text, whole or part: it is passed over in one piece. */
const PSEUDONYM = /:~?[0-9a-f]{32}/y;

/**
 * Finds every identifier in a text, from left to right, without overlaps. Each run of digits is judged by itself, then together with
 * the groups behind it: bounded work for each digit.
 */
export function findNumbers(text: string, numbers: NumberMatcher, rules: FindingRules): FoundNumber[] {
  const found: FoundNumber[] = [];
  /** Where the last identifier or pseudonym ended: nothing before it is looked at again. */
  let masked = 0;
  let token: AlphanumericToken | null = null;
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 58) {
      const end = pseudonymEnd(text, i);
      if (end > 0) masked = end;
      i = Math.max(i + 1, end);
      continue;
    }
    if (!isDigit(code)) {
      i++;
      continue;
    }
    const end = runEnd(text, i);
    if (token === null || i >= token.end) token = tokenAt(text, i, masked);
    const single = judgeRun(text, i, end, token, numbers, rules);
    const passed = single === null ? dateOrAddressEnd(text, i, end) : 0;
    const number = single ?? (passed > 0 ? null : spaced(text, i, end, token, numbers));
    if (number === null) i = Math.max(end, passed);
    else {
      found.push(number);
      i = masked = number.to;
    }
  }
  return found;
}

/** Whether a text can hold an identifier at all: seven digits with nothing but separators and escapes between them. Most texts end here. */
export function mayHoldNumber(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < KINDS.length ? KINDS[code] : ENDS;
    if (kind === DIGIT) {
      if (++digits === SHORTEST_PART) return true;
    } else if (digits !== 0 && kind === ENDS && text.charCodeAt(i - 2) !== 37) digits = 0;
  }
  return false;
}

const ENDS = 0;
const DIGIT = 1;
const PASSED = 2;
/** What each character of Latin-1 is to a number: every text of every log is looked at with this. */
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => (isDigit(code) ? DIGIT : isPassedOver(code) ? PASSED : ENDS));

/** NUL, space, no-break space and % ( ) - . / _ (the second digit of an escape, as in %2D, is passed over too). */
function isPassedOver(code: number): boolean {
  return (
    code === 0 || code === 32 || code === 160 || code === 95 || code === 37 || code === 40 || code === 41 || (code >= 45 && code <= 47)
  );
}

/** The end of the pseudonym whose colon stands at `colon`; 0 when none does. */
export function pseudonymEnd(text: string, colon: number): number {
  const name = text.slice(Math.max(0, colon - 6), colon);
  if (!name.endsWith('msisdn') && !name.endsWith('imsi') && !name.endsWith('imei')) return 0;
  PSEUDONYM.lastIndex = colon;
  return PSEUDONYM.test(text) ? PSEUDONYM.lastIndex : 0;
}

function runEnd(text: string, from: number): number {
  let end = from + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

function spaced(text: string, from: number, to: number, token: AlphanumericToken, numbers: NumberMatcher): FoundNumber | null {
  if (token.start !== from || token.end !== to || token.afterPercent) return null;
  return judgeGroups(text, from, to, numbers);
}
