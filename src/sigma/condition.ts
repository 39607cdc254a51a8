import type { ErrorCode } from '../lib/index.ts';
import { conditionTokens, type ConditionToken } from './condition-tokens.ts';

/** A condition as written, before its names are looked up. Offsets count characters of the condition from 0. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'name'; readonly name: string; readonly offset: number }
  | { readonly kind: 'some' | 'every'; readonly pattern: string; readonly offset: number };

/** Why a condition cannot be read, and where in it. */
export interface ConditionError {
  readonly code: ErrorCode;
  readonly details: Record<string, string | number>;
  readonly offset: number;
}

/** Parentheses and `not` may nest this deep; the deepest public rule has four levels. */
export const MAX_CONDITION_DEPTH = 50;

/**
 * Reads a condition: `or` binds weakest, then `and`, then `not`, then `1 of`, `any of`, `all of` and parentheses. Keywords are read in
 * either case. Gives the first error with its offset instead of throwing.
 */
export function parseCondition(text: string): Condition | ConditionError {
  const parser = new ConditionParser(conditionTokens(text));
  try {
    return parser.whole();
  } catch (error) {
    if (error instanceof ConditionFailure) return error.reason;
    throw error;
  }
}

class ConditionFailure extends Error {
  readonly reason: ConditionError;
  constructor(reason: ConditionError) {
    super(reason.code);
    this.reason = reason;
  }
}

class ConditionParser {
  readonly #tokens: readonly ConditionToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly ConditionToken[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#chain('or', () => this.#chain('and', () => this.#negation()));
    if (this.#token().kind !== 'end') this.#fail('`and`, `or` or the end');
    return condition;
  }

  #chain(word: 'and' | 'or', operand: () => Condition): Condition {
    const first = operand();
    if (!this.#isWord(word)) return first;
    const parts = [first];
    while (this.#isWord(word)) {
      this.#at++;
      parts.push(operand());
    }
    return { kind: word, parts };
  }

  #negation(): Condition {
    if (!this.#isWord('not')) return this.#operand();
    return this.#deeper(() => {
      this.#at++;
      return { kind: 'not', part: this.#negation() };
    });
  }

  #operand(): Condition {
    const token = this.#token();
    if (token.kind === 'open') return this.#deeper(() => this.#parenthesis());
    if (token.kind !== 'word' || this.#isWord('and') || this.#isWord('or')) this.#fail('a search identifier');
    if (/^(?:1|any|all)$/i.test(token.text) && this.#isWord('of', 1)) return this.#selector(token);
    this.#at++;
    return { kind: 'name', name: token.text, offset: token.offset };
  }

  #parenthesis(): Condition {
    this.#at++;
    const inner = this.#chain('or', () => this.#chain('and', () => this.#negation()));
    if (this.#token().kind !== 'close') this.#fail('`)`');
    this.#at++;
    return inner;
  }

  #selector(quantifier: ConditionToken): Condition {
    this.#at += 2;
    const token = this.#token();
    if (token.kind !== 'word') this.#fail('`them` or a pattern');
    this.#at++;
    return { kind: quantifier.text.toLowerCase() === 'all' ? 'every' : 'some', pattern: token.text, offset: token.offset };
  }

  #deeper(inside: () => Condition): Condition {
    if (++this.#depth > MAX_CONDITION_DEPTH) throw new ConditionFailure(this.#reason('RULE_TOO_DEEP', { limit: MAX_CONDITION_DEPTH }));
    const condition = inside();
    this.#depth--;
    return condition;
  }

  #token(ahead = 0): ConditionToken {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: 'the end', offset: 0 };
  }

  #isWord(word: string, ahead = 0): boolean {
    const token = this.#token(ahead);
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  #fail(expected: string): never {
    const { kind, text } = this.#token();
    if (kind === 'pipe') throw new ConditionFailure(this.#reason('RULE_AGGREGATION_UNSUPPORTED', {}));
    throw new ConditionFailure(this.#reason('RULE_CONDITION_SYNTAX', { expected, found: kind === 'end' ? text : `\`${text}\`` }));
  }

  #reason(code: ErrorCode, details: Record<string, string | number>): ConditionError {
    return { code, details, offset: this.#token().offset };
  }
}
