import { isAlphanumeric, isDigit } from './alphanumeric-token.ts';

/** Longest part of a SID or GUID that can stand before a run of digits inside it. */
const REACH = 200;
const GUID = /(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/gi;

/** What names a handle, a record number, a size or a time when it stands before a number: `LogonId=`, `"ProcessId">`, `pid `. */
const COUNTED =
  /(?:^|[^a-z])(?:[a-z]*(?:logonid|processid|threadid|recordid|recordnumber|eventid|handleid|handle|record_?id|record_?number)|p?pid|tid|luid|port|size|bytes|length|offset|ticks|lsn|xid|oid|inode|build|rows|seq|limit|fetch|top|[a-z]*(?:code|status|error|hresult))$/i;
const TIMED = /(?:^|[^a-z])(?:[a-z_]*(?:time|timestamp|date)|ts|exp|iat|nbf|epoch|expires)$/i;

/** Whether the stretch touches a GUID. */
export function inGuid(text: string, from: number, to: number): boolean {
  if (text.charCodeAt(from - 1) !== 45 && text.charCodeAt(to) !== 45 && !text.slice(from, to).includes('-')) return false;
  const base = Math.max(0, from - 36);
  for (const match of text.slice(base, to + 36).matchAll(GUID)) {
    const start = base + match.index;
    if (start < to && start + match[0].length > from) return true;
  }
  return false;
}

/** Whether the stretch stands inside a SID (`S-1-5-21-…`, MS-DTYP 2.4.2.1). */
export function inSid(text: string, from: number): boolean {
  let start = from;
  while (start > 0 && start > from - REACH && isDigitOrDash(text.charCodeAt(start - 1))) start--;
  return (text.charCodeAt(start - 1) | 32) === 115 && text.startsWith('-1-', start);
}

/** Whether the word before a number says that it counts or names something else than a subscriber. */
export function isCounted(text: string, from: number): boolean {
  return COUNTED.test(wordBefore(text, from));
}

/** Whether the word before a number says that it is a time. */
export function isTimed(text: string, from: number): boolean {
  return TIMED.test(wordBefore(text, from));
}

/** Whether the digits are the fraction or the whole part of a longer dotted number: 1711929600.118, 8.12345678.1. */
export function isDotted(text: string, from: number, to: number): boolean {
  const before = text.charCodeAt(from - 1) === 46 && isDigit(text.charCodeAt(from - 2));
  const after = text.charCodeAt(to) === 46 && isDigit(text.charCodeAt(to + 1));
  return before || after;
}

/** Whether the digits are the fraction of a second: 22:39:38.086685100. */
export function isSecondFraction(text: string, from: number): boolean {
  return (
    '.,'.includes(text.charAt(from - 1)) &&
    text.charCodeAt(from - 4) === 58 &&
    isDigit(text.charCodeAt(from - 2)) &&
    isDigit(text.charCodeAt(from - 3))
  );
}

function wordBefore(text: string, from: number): string {
  let end = from;
  while (end > 0 && end > from - 4 && ' =:"\'>(<'.includes(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && start > end - 24 && isWord(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

function isWord(code: number): boolean {
  return code === 95 || (isAlphanumeric(code) && !isDigit(code));
}

function isDigitOrDash(code: number): boolean {
  return code === 45 || isDigit(code);
}
