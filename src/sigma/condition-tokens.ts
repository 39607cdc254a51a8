/** One word or sign of a condition, with its offset. */
export interface ConditionToken {
  readonly kind: 'word' | 'open' | 'close' | 'pipe' | 'unknown' | 'end';
  readonly text: string;
  readonly offset: number;
}

/** Words are what SigmaHQ's converter takes as identifiers and patterns, and the dot that some rule sets use. */
const TOKEN = /\s*(?:([\p{L}\p{N}_*.-]+)|(\()|(\))|(\|)|(\S))/uy;

/** Splits a condition into tokens; the last one is `end`. */
export function conditionTokens(condition: string): ConditionToken[] {
  const tokens: ConditionToken[] = [];
  TOKEN.lastIndex = 0;
  for (let m = TOKEN.exec(condition); m !== null; m = TOKEN.exec(condition)) {
    const [whole, word, open, close, pipe, unknown] = m;
    const text = word ?? open ?? close ?? pipe ?? unknown ?? '';
    const kind =
      word !== undefined ? 'word' : open !== undefined ? 'open' : close !== undefined ? 'close' : pipe !== undefined ? 'pipe' : 'unknown';
    tokens.push({ kind, text, offset: m.index + whole.length - text.length });
  }
  tokens.push({ kind: 'end', text: 'the end', offset: condition.trimEnd().length });
  return tokens;
}
