/** A word, a literal or a sign of a statement. */
export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'sign';
  /** Words lower-case, unless quoted; strings without their quotes. */
  readonly text: string;
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d+(?:\.\d+)?/y;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/** Each comment without an end is looked for to the end of the text; no more than this many. */
const MAX_UNCLOSED = 8;

/** More operator signs on end than any operator has; PostgreSQL's own scanner takes time by their square. */
const MAX_SIGNS = 200;

/** Whether PostgreSQL's parser may be given a text: a comment without an end, or a flood of operator signs, is refused by it, but slowly. */
export function isParsable(sql: string): boolean {
  const { tokens, unclosed } = lexed(sql);
  let signs = 0;
  for (const { kind, text } of tokens) {
    signs = kind === 'sign' && /[-~!@#^&|`?+*/%<>=]/.test(text) ? signs + 1 : 0;
    if (signs > MAX_SIGNS) return false;
  }
  return unclosed === 0;
}

/** Cuts a statement into tokens, whether or not it is SQL; comments and white space are left out. Linear in the text, never fails. */
export function tokensOf(sql: string): Token[] {
  return lexed(sql).tokens;
}

function lexed(sql: string): { readonly tokens: Token[]; readonly unclosed: number } {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(sql)?.[0] ?? null;
  };
  let unclosed = 0;
  while (at < sql.length) {
    const char = sql[at] ?? '';
    if (sql.startsWith('--', at)) at = endOr(sql, '\n', at);
    else if (sql.startsWith('/*', at) && unclosed < MAX_UNCLOSED) {
      const end = commentEnd(sql, at);
      if (end === null) unclosed += 1;
      // A comment without an end ends nothing: what follows is still seen.
      at = end ?? at + 2;
    } else if (char === "'" || char === '"') {
      const [text, end] = quoted(sql, at, char);
      tokens.push({ kind: char === '"' ? 'word' : 'string', text });
      at = end;
    } else if (char === '$' && match(DOLLAR) !== null) {
      const mark = match(DOLLAR) ?? '$$';
      const end = sql.indexOf(mark, at + mark.length);
      tokens.push({ kind: 'string', text: sql.slice(at + mark.length, end < 0 ? sql.length : end) });
      at = end < 0 ? sql.length : end + mark.length;
    } else {
      const word = match(WORD);
      const number = word === null ? match(NUMBER) : null;
      if (word !== null) tokens.push({ kind: 'word', text: word.toLowerCase() });
      else if (number !== null) tokens.push({ kind: 'number', text: number });
      else if (!/\s/.test(char)) tokens.push({ kind: 'sign', text: char });
      at += (word ?? number ?? char).length;
    }
  }
  return { tokens, unclosed };
}

function endOr(sql: string, mark: string, from: number): number {
  const end = sql.indexOf(mark, from);
  return end < 0 ? sql.length : end + mark.length;
}

/** Comments nest in PostgreSQL; null when the end is missing. */
function commentEnd(sql: string, from: number): number | null {
  let depth = 0;
  let at = from;
  while (at < sql.length) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 2;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 2;
      if (depth === 0) return at;
    } else at += 1;
  }
  return null;
}

function quoted(sql: string, from: number, mark: string): [text: string, end: number] {
  let text = '';
  let at = from + 1;
  for (;;) {
    const end = sql.indexOf(mark, at);
    // A quote that is missing ends nothing either: only the mark itself is skipped.
    if (end < 0) return ['', from + 1];
    text += sql.slice(at, end);
    if (sql[end + 1] !== mark) return [text, end + 1];
    text += mark;
    at = end + 2;
  }
}
