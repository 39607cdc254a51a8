import type { NaiveText } from './event.ts';
import { naiveFold } from './fold.ts';

/** Tells whether a text fits. */
export type TextTest = (text: NaiveText) => boolean;

/** A piece of a value: plain text, or a wildcard. */
export interface Piece {
  readonly wild: '*' | '?' | null;
  readonly text: string;
}

/** Reads a value as the specification does: a backslash takes the meaning from a wildcard or a backslash after it. */
export function pieces(value: string): Piece[] {
  const found: Piece[] = [];
  for (const [part] of value.matchAll(/\\[\\*?]|[*?]|[^]/gu)) {
    const last = found.at(-1);
    if (part === '*' || part === '?') found.push({ wild: part, text: '' });
    else {
      const text = part.length === 2 && part.startsWith('\\') ? part.slice(1) : part;
      if (last !== undefined && last.wild === null) found[found.length - 1] = { wild: null, text: last.text + text };
      else found.push({ wild: null, text });
    }
  }
  return found;
}

/** The test of a whole value. */
export function patternTest(pattern: readonly Piece[], cased: boolean): TextTest {
  const of = (text: NaiveText): string => (cased ? text.raw : text.folded);
  const plain = (text: string): string => (cased ? text : naiveFold(text));
  const shape = pattern.map(({ wild }) => wild ?? 'x').join('');
  const word = plain(pattern.find(({ wild }) => wild === null)?.text ?? '');
  if (shape === '') return (text) => text.raw === '';
  if (shape === 'x') return (text) => of(text) === word;
  if (shape === 'x*') return (text) => of(text).startsWith(word);
  if (shape === '*x') return (text) => of(text).endsWith(word);
  if (shape === '*x*') return (text) => of(text).includes(word);
  const source = pattern.map(({ wild, text }) => (wild === '*' ? '[^]*?' : wild === '?' ? '[^]' : escaped(plain(text)))).join('');
  const whole = new RegExp(`^${source}$`, 'u');
  return (text) => whole.test(of(text));
}

/** Plain text inside an expression. */
export function escaped(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}
