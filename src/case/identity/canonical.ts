import { decodeText } from './decoded-text.ts';
import type { NumberMatcher } from './number-matcher.ts';
import type { ClearIdentifier, IdentifierDomain } from './types.ts';

/**
 * The canonical form of one identifier in whatever spelling: separators, `tel:` and `sip:` URIs, percent-encoding.
 * Null when there are no digits in it.
 */
export function canonicalIdentifier(domain: IdentifierDomain, spelling: string, numbers: NumberMatcher): ClearIdentifier | null {
  const dialable = isDigits(spelling);
  const plain = dialable ? spelling : withoutUri(decodeText(spelling).text);
  const digits = dialable ? spelling : digitsOf(plain);
  if (digits === '') return null;
  if (domain === 'msisdn') return clear(dialable ? dialled(digits, numbers) : msisdn(plain, numbers));
  if (domain === 'imei') return clear(digits.slice(0, 14));
  // A network access identifier has one digit before the IMSI (TS 23.003 §19.3.2).
  return clear(digits.length === 16 && /^[016]/.test(digits) ? digits.slice(1) : digits.slice(0, 15));
}

/** Digits as they are dialled, to E.164: the number plan decides; 00 is stripped without one too; foreign digits stay. */
export function dialled(digits: string, numbers: NumberMatcher): string {
  if (digits.startsWith('00') && digits.length > 2) return abroad(digits.slice(2), numbers);
  return numbers.international(digits) ?? numbers.national(digits) ?? numbers.significant(digits) ?? digits;
}

/** Digits behind + or 00, to E.164. */
export function abroad(digits: string, numbers: NumberMatcher): string {
  return numbers.international(digits) ?? digits;
}

function msisdn(spelling: string, numbers: NumberMatcher): string {
  const plus = /^[\s(]*\+/.test(spelling);
  // The (0) of +49 (0)170 is dialled at home only.
  const digits = digitsOf(plus || /^[\s(]*00/.test(spelling) ? spelling.replace('(0)', '') : spelling);
  // No country code starts with 0: such a + is the space of a URL.
  return plus && !digits.startsWith('0') ? abroad(digits, numbers) : dialled(digits, numbers);
}

/** `tel:+1…;phone-context=…` (RFC 3966), `sip:+1…@host` (RFC 3261): the number alone. */
function withoutUri(spelling: string): string {
  const scheme = /^\s*(?:tel|sms|callto|sips?):/i.exec(spelling);
  if (!scheme) return spelling;
  const rest = spelling.slice(scheme[0].length);
  const end = rest.search(/[;?@]/);
  return end < 0 ? rest : rest.slice(0, end);
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}

/** Brands what is canonical. */
export function clear(digits: string): ClearIdentifier {
  return digits as ClearIdentifier;
}
