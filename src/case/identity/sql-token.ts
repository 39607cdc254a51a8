import { isDigit } from './alphanumeric-token.ts';
import { pseudonymEnd } from './number-finder.ts';

/** What a piece of a statement is. Spaces and comments are passed over. */
export type SqlTokenKind = 'word' | 'quoted' | 'string' | 'dollar' | 'number' | 'operator' | 'pseudonym';

/** A piece [start, end) of a statement; for quoted kinds [from, to) is what stands between the quotes. */
export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const SPACE = /\s+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?(?![\p{L}\d_])/iuy;
/** Digits that run into letters: a name, or 0x… */
const DIGITS_AND_LETTERS = /[\p{L}\p{N}_]+/uy;
const OPERATOR = /::|\|\||[<>=!~^*]+|[^]/y;
const DOLLAR = /\$(?:[A-Za-z_]\w{0,62})?\$/y;
const BRACKETED = /\[[A-Za-z_][\w ]{0,126}\]/y;

/**
 * The next token at or behind `at`; null at the end. Knows the quoting of PostgreSQL, Oracle, MySQL and SQL Server; what is never closed
 * (audit logs cut statements) reaches to the end. Nothing throws: any text is some sequence of tokens.
 */
export function nextToken(sql: string, at: number): SqlToken | null {
  const start = skipped(sql, at);
  if (start >= sql.length) return null;
  const char = sql.charAt(start);
  if (char === "'") return quoted('string', sql, start, start, "'", false);
  if (char === '"' || char === '`') return quoted('quoted', sql, start, start, char, false);
  if (char === '[' && ends(BRACKETED, sql, start) > 0) return inside('quoted', start, ends(BRACKETED, sql, start), 1, 1);
  if (char === '$' && ends(DOLLAR, sql, start) > 0) return dollar(sql, start, ends(DOLLAR, sql, start));
  if (isDigit(sql.charCodeAt(start))) {
    const number = ends(NUMBER, sql, start);
    return number > 0 ? inside('number', start, number) : inside('word', start, ends(DIGITS_AND_LETTERS, sql, start));
  }
  const end = ends(WORD, sql, start);
  if (end === 0) return inside('operator', start, ends(OPERATOR, sql, start));
  if (sql.charAt(end) === ':') {
    const pseudonym = pseudonymEnd(sql, end);
    if (pseudonym > 0) return inside('pseudonym', start, pseudonym);
  }
  // E'…', N'…', X'…': the letter belongs to the string; only E has backslashes that escape.
  if (end === start + 1 && sql.charAt(end) === "'" && /[benrx]/i.test(char)) return quoted('string', sql, start, end, "'", /e/i.test(char));
  return inside('word', start, end);
}

function inside(kind: SqlTokenKind, start: number, end: number, before = 0, behind = 0): SqlToken {
  return { kind, start, end, from: start + before, to: end - behind };
}

function quoted(kind: SqlTokenKind, sql: string, start: number, open: number, quote: string, backslash: boolean): SqlToken {
  let i = open + 1;
  while (i < sql.length) {
    const char = sql.charAt(i);
    if (char === quote) {
      if (sql.charAt(i + 1) !== quote) return { kind, start, end: i + 1, from: open + 1, to: i };
      i += 2;
    } else i += backslash && char === '\\' ? 2 : 1;
  }
  return { kind, start, end: sql.length, from: open + 1, to: sql.length };
}

function dollar(sql: string, start: number, from: number): SqlToken {
  const close = sql.indexOf(sql.slice(start, from), from);
  const to = close < 0 ? sql.length : close;
  return { kind: 'dollar', start, end: close < 0 ? to : to + from - start, from, to };
}

/** The first place at or behind `at` that is neither space nor comment. */
function skipped(sql: string, at: number): number {
  let i = at;
  for (;;) {
    const end = ends(SPACE, sql, i);
    if (end > 0) i = end;
    else if (sql.startsWith('--', i)) i = lineEnd(sql, i);
    else if (sql.startsWith('/*', i)) i = commentEnd(sql, i);
    else return i;
  }
}

function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end + 1;
}

/** PostgreSQL nests block comments. */
function commentEnd(sql: string, at: number): number {
  let depth = 0;
  let i = at;
  while (i < sql.length) {
    if (sql.startsWith('/*', i)) {
      depth++;
      i += 2;
    } else if (sql.startsWith('*/', i)) {
      depth--;
      i += 2;
      if (depth === 0) return i;
    } else i++;
  }
  return sql.length;
}

function ends(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : 0;
}
