import { RE2JS } from 're2js';

/** The flags of `re`. */
export interface ExpressionFlags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** A regular expression that the linear-time engine takes; plain data. */
export interface Expression extends ExpressionFlags {
  readonly source: string;
}

/** RE2 limits repetition; this limits what it must read. The longest public rule has about 600 characters. */
const MAX_SOURCE = 8_192;

/** Reads an expression; the engine's reason when it cannot be compiled (a construct that needs backtracking, or malformed). */
export function readExpression(source: string, flags: ExpressionFlags): Expression | string {
  if (source.length > MAX_SOURCE) return `longer than ${MAX_SOURCE} characters`;
  try {
    compile({ source, ...flags });
    return { source, ...flags };
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'malformed';
  }
}

/** Tells whether an expression matches anywhere in a text. It is compiled when the first text comes. */
export function expressionTest(expression: Expression): (text: string) => boolean {
  const run = runTest(expression.source, expression);
  if (run !== null) return run;
  let compiled: RE2JS | null = null;
  return (text) => (compiled ??= compile(expression)).test(text);
}

function compile({ source, i, m, s }: Expression): RE2JS {
  const bits = (i ? RE2JS.CASE_INSENSITIVE : 0) | (m ? RE2JS.MULTILINE : 0) | (s ? RE2JS.DOTALL : 0);
  return RE2JS.compile(source, bits | RE2JS.LOOKBEHINDS);
}

/**
 * A run of so many characters of one line (`.{1000,}`), which takes an engine longer than counting: as many states as characters.
 * Null when the expression is anything else.
 */
function runTest(source: string, flags: ExpressionFlags): ((text: string) => boolean) | null {
  const least = /^\.\{(\d{1,4}),\}$/.exec(source)?.[1];
  if (least === undefined || flags.s) return null;
  return (text) =>
    text.length >= Number(least) && text.split('\n').some((line) => line.length >= Number(least) && codePoints(line) >= Number(least));
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
