import { isAlphanumeric, isDigit, isHexLetter } from './alphanumeric-token.ts';
import { isDateTriple } from './compact-date.ts';

/** A group of digits and what stands between it and the group before. */
export interface Group {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  readonly gap: string;
}

/** Dates, IP addresses, versions, hardware addresses and hexadecimal dumps are made of groups of digits too. */
export function looksOtherwise(text: string, groups: readonly Group[]): boolean {
  for (let i = 2; i < groups.length; i++) {
    const [a, b, c] = [groups[i - 2], groups[i - 1], groups[i]];
    if (a && b && c && b.gap === c.gap && /[-./]/.test(b.gap) && isDateTriple(a.digits, b.digits, c.digits)) return true;
  }
  if (groups.length >= 4 && !groups[0]?.digits.startsWith('0') && groups.every((group, i) => i === 0 || group.gap === '.')) return true;
  return isPairDump(text, groups);
}

function isPairDump(text: string, groups: readonly Group[]): boolean {
  const [first, last] = [groups[0], groups.at(-1)];
  if (!first || !last || groups.some((group) => group.digits.length !== 2)) return false;
  if (groups.length === 6 && groups.every((group, i) => i === 0 || group.gap === '-')) return true;
  return isPair(text, first.from - 3) || isPair(text, last.to + 1);
}

function isPair(text: string, at: number): boolean {
  const isHex = (code: number): boolean => isDigit(code) || isHexLetter(code);
  if (at < 0 || !isHex(text.charCodeAt(at)) || !isHex(text.charCodeAt(at + 1))) return false;
  return !isAlphanumeric(text.charCodeAt(at - 1)) && !isAlphanumeric(text.charCodeAt(at + 2));
}

/**
 * Whether groups without country code or national prefix are written as people write numbers: (12) 345…, 12-3456789, 12/3456789,
 * 123-456-789, 123 456 789; not behind a letter or a digit and a dash, as in CVE-2024-12345 or a range of ports.
 */
export function standsAlone(text: string, groups: readonly Group[]): boolean {
  const first = groups[0];
  const [second, last] = [groups[1], groups.at(-1)];
  if (!first || !second || !last) return false;
  const before = text.charAt(first.from - 1);
  if (before === '(' && second.gap.startsWith(')')) return true;
  if (/[-./\\:]/.test(before) || (/[-./\\:]/.test(text.charAt(last.to)) && isDigit(text.charCodeAt(last.to + 1)))) return false;
  const sizes = groups.map((group) => group.digits.length);
  if (groups.length === 2) return /^[-/]$/.test(second.gap) && first.digits.length <= 4 && second.digits.length >= 6;
  const gaps = new Set(groups.slice(1).map((group) => group.gap));
  if (gaps.size > 1 || gaps.has('/')) return false;
  if (gaps.has(' '))
    return ['3-3-3', '3-3-4', '2-4-4', '3-4-4', '2-3-4'].includes(sizes.join('-')) && !isNeighboured(text, first.from, last.to);
  return sizes.every((size) => size >= 2 && size <= 5);
}

/** Whether more digits stand before or behind, one space away: a row of figures. */
function isNeighboured(text: string, from: number, to: number): boolean {
  return (
    (text.charAt(from - 1) === ' ' && isDigit(text.charCodeAt(from - 2))) || (text.charAt(to) === ' ' && isDigit(text.charCodeAt(to + 1)))
  );
}
