import { isAlphanumeric, isDigit } from './alphanumeric-token.ts';
import { abroad, clear } from './canonical.ts';
import { isDateTriple } from './compact-date.ts';
import { inGuid, inSid } from './exempt-surroundings.ts';
import { looksOtherwise, standsAlone, type Group } from './group-shape.ts';
import { isImei, LONGEST_NUMBER, SHORTEST_FOREIGN, type NumberMatcher } from './number-matcher.ts';
import { SHORTEST_PART, type FoundNumber } from './single-run.ts';
import type { IdentifierDomain } from './types.ts';

/** No spelling in use has more groups (+33 (0)6 12 34 56 78 has seven). */
const MOST_GROUPS = 8;
const MOST_DIGITS = LONGEST_NUMBER + 3;

interface Spelling {
  readonly domain: IdentifierDomain;
  readonly digits: string;
  /** Explained by the number plan, not by its length alone. */
  readonly planned: boolean;
}

/** Judges groups of digits with separators between them, the first one at [from, to): +999 (0)12 345-678, 35-209900-176148-1. */
export function judgeGroups(text: string, from: number, to: number, numbers: NumberMatcher): FoundNumber | null {
  if (to - from > LONGEST_NUMBER || isSeconds(text, from, to)) return null;
  const plus = text.charCodeAt(from - 1) === 43 && !text.startsWith('0', from);
  if (!plus && !numbers.planned && !text.startsWith('00', from)) return null;
  const groups = groupsAt(text, from, to);
  let best: { spelling: Spelling; count: number } | null = null;
  let joined = groups[0]?.digits ?? '';
  for (let count = 2; count <= groups.length; count++) {
    joined += groups[count - 1]?.digits ?? '';
    if (joined.length < SHORTEST_PART) continue;
    const spelling = spellingOf(text, joined, groups, count, plus, numbers);
    if (spelling !== null && (spelling.planned || best === null || !best.spelling.planned)) best = { spelling, count };
  }
  const last = groups[(best?.count ?? 0) - 1];
  if (best === null || last === undefined || inGuid(text, from, last.to) || inSid(text, from)) return null;
  const start = plus ? from - 1 : from;
  // (012) 345 678: the parenthesis that closes inside was opened for the number.
  const opened = text.charAt(start - 1) === '(' && groups[1]?.gap.startsWith(')') === true;
  return { from: opened ? start - 1 : start, to: last.to, domain: best.spelling.domain, digits: clear(best.spelling.digits), part: false };
}

/**
 * Where a date with separators, or a dotted address or version of four and more parts, ends that begins with the group [from, to);
 * 0 when none does. It is passed over in one piece, so that no number begins inside it.
 */
export function dateOrAddressEnd(text: string, from: number, to: number): number {
  if (to - from > 5 || text.charCodeAt(from - 1) === 43 || !'-./'.includes(text.charAt(to)) || to >= text.length) return 0;
  const groups = groupsAt(text, from, to);
  const [a, b, c] = groups;
  if (!a || !b || !c || b.gap !== c.gap || b.gap.length !== 1) return 0;
  if (isDateTriple(a.digits, b.digits, c.digits)) return c.to;
  // 06.12.34.56.78 is how some write a number; no address or version begins so.
  if (a.digits.length > 1 && a.digits.startsWith('0')) return 0;
  let parts = 1;
  while (groups[parts]?.gap === '.') parts++;
  return parts >= 4 ? (groups[parts - 1]?.to ?? 0) : 0;
}

/** The seconds of 12:30:00, which a number may follow. */
function isSeconds(text: string, from: number, to: number): boolean {
  return to - from === 2 && text.charCodeAt(from - 1) === 58 && isDigit(text.charCodeAt(from - 2));
}

function groupsAt(text: string, from: number, to: number): Group[] {
  const groups: Group[] = [{ from, to, digits: text.slice(from, to), gap: '' }];
  let total = to - from;
  let end = to;
  while (groups.length < MOST_GROUPS) {
    const start = gapEnd(text, end);
    if (start === null) break;
    const stop = digitsEnd(text, start);
    total += stop - start;
    if (total > MOST_DIGITS || isAlphanumeric(text.charCodeAt(stop))) break;
    groups.push({ from: start, to: stop, digits: text.slice(start, stop), gap: text.slice(end, start) });
    end = stop;
  }
  return groups;
}

/** Where the next digit stands behind one to three separators; null when something else comes. */
function gapEnd(text: string, at: number): number | null {
  let i = at;
  while (i < at + 3 && ' \u00a0-./()'.includes(text.charAt(i)) && i < text.length) i++;
  if (i === at || !isDigit(text.charCodeAt(i))) return null;
  return /^(?:[\s]?[-./]?[\s]?|\)?[\s-]?|[\s-]?\()$/.test(text.slice(at, i)) ? i : null;
}

function digitsEnd(text: string, at: number): number {
  let i = at;
  while (i <= at + MOST_DIGITS && isDigit(text.charCodeAt(i))) i++;
  return i;
}

/** What the first `count` groups spell. The cheap question comes first: most groups have not even the right number of digits. */
function spellingOf(
  text: string,
  joined: string,
  all: readonly Group[],
  count: number,
  plus: boolean,
  numbers: NumberMatcher,
): Spelling | null {
  if (plus) return international(joined, all.slice(0, count), numbers);
  const equipment = joined.length >= 14 && joined.length <= 16;
  const abroadSpelled = /^00[1-9]/.test(joined);
  const home = numbers.international(joined);
  const national = numbers.national(joined);
  const own = numbers.significant(joined);
  if (!equipment && !abroadSpelled && home === null && national === null && own === null) return null;
  const groups = all.slice(0, count);
  const device = equipment && numbers.planned ? equipmentOrSubscriber(joined, groups, numbers) : null;
  if (device !== null) return device;
  if (looksOtherwise(text, groups)) return null;
  const first = groups[0]?.digits ?? '';
  if (abroadSpelled && first.length > 1) return international(joined.slice(2), groups, numbers);
  if (groups.some((group, i) => i > 0 && group.digits.length < 2)) return null;
  const trunkApart = first.length <= numbers.trunk.length && !(groups[1]?.gap ?? '').includes(')');
  const countryApart = first === numbers.countryCode && new Set(groups.slice(1).map((group) => group.gap)).size > 1;
  const spelled = (first.length >= numbers.countryCode.length && !countryApart ? home : null) ?? (trunkApart ? null : national);
  const digits = spelled ?? (own !== null && standsAlone(text, groups) ? own : null);
  return digits === null ? null : { domain: 'msisdn', digits, planned: true };
}

function international(joined: string, groups: readonly Group[], numbers: NumberMatcher): Spelling | null {
  const trunkDropped = groups[1]?.digits === '0' && groups[1].gap.endsWith('(') && groups[2]?.gap.startsWith(')') === true;
  const lead = joined.length - groups.reduce((sum, group) => sum + group.digits.length, 0) + (groups[0]?.digits.length ?? 0);
  const digits = trunkDropped ? joined.slice(0, lead) + joined.slice(lead + 1) : joined;
  const home = numbers.international(digits);
  if (home !== null) return { domain: 'msisdn', digits: home, planned: true };
  if (digits.length < SHORTEST_FOREIGN || digits.length > LONGEST_NUMBER) return null;
  return { domain: 'msisdn', digits: abroad(digits, numbers), planned: false };
}

/** The spellings with dashes of an IMEI (2-6-6-1, 6-2-6-1, without check digit or with a software version) and of an IMSI (3-2-…, 3-3-…). */
function equipmentOrSubscriber(joined: string, groups: readonly Group[], numbers: NumberMatcher): Spelling | null {
  if (groups.some((group, i) => i > 0 && group.gap !== '-' && group.gap !== ' ' && group.gap !== '/')) return null;
  const shape = groups.map((group) => group.digits.length).join('-');
  if (/^(?:2-6|6-2)-6(?:-[12])?$/.test(shape) || isImeiInTwo(joined, shape))
    return { domain: 'imei', digits: joined.slice(0, 14), planned: true };
  const imsi = /^3-[23]-/.test(shape) || /^[56]-/.test(shape) ? numbers.imsi(joined) : null;
  return imsi === null ? null : { domain: 'imsi', digits: imsi, planned: true };
}

function isImeiInTwo(joined: string, shape: string): boolean {
  return /^(?:8-6-1|14-1|8-7)$/.test(shape) && isImei(joined);
}
