import { RE2JS } from 're2js';

/** The flags of `re`. */
export interface ExpressionFlags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** A regular expression compiled in the linear-time engine. */
export interface Expression extends ExpressionFlags {
  readonly source: string;
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
}

/** RE2 limits repetition; this limits what it must read. The longest public rule has about 600 characters. */
const MAX_SOURCE = 8_192;

/** Compiles an expression; the engine's reason when it cannot (a construct that needs backtracking, or malformed). */
export function compileExpression(source: string, flags: ExpressionFlags): Expression | string {
  if (source.length > MAX_SOURCE) return `longer than ${MAX_SOURCE} characters`;
  const bits = (flags.i ? RE2JS.CASE_INSENSITIVE : 0) | (flags.m ? RE2JS.MULTILINE : 0) | (flags.s ? RE2JS.DOTALL : 0);
  try {
    const compiled = RE2JS.compile(source, bits | RE2JS.LOOKBEHINDS);
    return { source, ...flags, test: (text) => compiled.test(text) };
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'malformed';
  }
}

/**
 * Texts that every match of the expression contains, folded; possibly none. Only what stands outside groups, classes and quantifiers
 * counts, and only printable ASCII: a necessary condition for the index, never a sufficient one.
 */
export function requiredTexts(expression: Expression): string[] {
  const runs: string[] = [];
  let run = '';
  const end = (): void => {
    if (run !== '') runs.push(run.toLowerCase());
    run = '';
  };
  const source = expression.source;
  for (let i = 0; i < source.length;) {
    const atom = readAtom(source, i);
    if (atom === null) return [];
    i = atom.end;
    const quantifier = /^(?:[*+?]|\{\d*,?\d*\})[?+]?/.exec(source.slice(i, i + 24));
    if (quantifier !== null) i += quantifier[0].length;
    if (atom.text === null || quantifier !== null) end();
    else run += atom.text;
  }
  end();
  return runs;
}

interface Atom {
  /** The character it always matches; null when it may match something else or nothing. */
  readonly text: string | null;
  readonly end: number;
}

/** The atom at `i`; null when the whole expression must be given up (alternation at the top, inline flags, anything unusual). */
function readAtom(source: string, i: number): Atom | null {
  const c = source.charAt(i);
  if (c === '|') return null;
  if (c === '(') return readGroup(source, i);
  if (c === '[') return readClass(source, i);
  if (c === '\\') return readEscape(source, i);
  if ('.^$'.includes(c)) return { text: null, end: i + 1 };
  return { text: /[ -~]/.test(c) ? c : null, end: i + 1 };
}

function readEscape(source: string, i: number): Atom | null {
  const c = source.charAt(i + 1);
  if ('dDsSwWbB'.includes(c) && c !== '') return { text: null, end: i + 2 };
  if (/[!-/:-@[-`{-~]/.test(c)) return { text: c, end: i + 2 };
  return null;
}

/** Skips a group as a whole; null on inline flags that would change what follows. */
function readGroup(source: string, i: number): Atom | null {
  if (/^\(\?[a-zA-Z-]+\)/.test(source.slice(i, i + 12))) return null;
  let depth = 0;
  for (let at = i; at < source.length; at++) {
    const c = source.charAt(at);
    if (c === '\\') at++;
    else if (c === '[') {
      const inner = readClass(source, at);
      if (inner === null) return null;
      at = inner.end - 1;
    } else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return { text: null, end: at + 1 };
  }
  return null;
}

function readClass(source: string, i: number): Atom | null {
  let at = i + 1;
  if (source.charAt(at) === '^') at++;
  if (source.charAt(at) === ']') at++;
  for (; at < source.length; at++) {
    const c = source.charAt(at);
    if (c === '\\') at++;
    else if (c === '[' && source.charAt(at + 1) === ':') {
      const close = source.indexOf(':]', at + 2);
      if (close === -1) return null;
      at = close + 1;
    } else if (c === ']') return { text: null, end: at + 1 };
  }
  return null;
}
