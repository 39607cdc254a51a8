/** Years that a log or a record can carry: wide enough for evidence, narrow enough that few numbers look like dates. */
const FIRST_YEAR = 1980;
const LAST_YEAR = 2049;

/** Whether digits are a date or a time without separators: YYYYMMDD, then hours, minutes, seconds and up to six fraction digits. */
export function isCompactDate(digits: string): boolean {
  const length = digits.length;
  if (length !== 8 && length !== 10 && length !== 12 && (length < 14 || length > 20)) return false;
  return (
    isDate(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)) &&
    below(digits, 8, 24) &&
    below(digits, 10, 60) &&
    below(digits, 12, 61)
  );
}

/** Whether digits are the beginning of such a date: what a pattern over a time column holds before its wildcard. */
export function beginsCompactDate(digits: string): boolean {
  return digits.length <= 14 && isCompactDate(digits + '19700101000000'.slice(digits.length));
}

/** Whether a year, a month and a day can be one date. */
function isDate(year: string, month: string, day: string): boolean {
  return within(year, FIRST_YEAR, LAST_YEAR) && within(month, 1, 12) && within(day, 1, 31);
}

/** Whether three groups of digits are a date in either order of writing. */
export function isDateTriple(a: string, b: string, c: string): boolean {
  if (a.length === 4) return b.length <= 2 && c.length <= 2 && isDate(a, b, c);
  return c.length === 4 && a.length <= 2 && b.length <= 2 && (isDate(c, b, a) || isDate(c, a, b));
}

/** Seconds, milli-, micro- or nanoseconds since 1970, from 2000 to 2049. */
export function isEpoch(digits: string): boolean {
  if (![10, 13, 16, 19].includes(digits.length)) return false;
  const seconds = Number(digits.slice(0, 10));
  return seconds >= 946_684_800 && seconds < 2_524_608_000;
}

function within(text: string, from: number, to: number): boolean {
  const value = Number(text);
  return value >= from && value <= to;
}

/** Whether the two digits at a place, where there are any, stay below a bound. */
function below(digits: string, at: number, bound: number): boolean {
  return digits.length < at + 2 || Number(digits.slice(at, at + 2)) < bound;
}
