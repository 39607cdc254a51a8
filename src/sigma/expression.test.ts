import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, requiredTexts } from './expression.ts';
import { fold } from './fold.ts';

const none = { i: false, m: false, s: false };

function required(source: string): string[] {
  const expression = compileExpression(source, none);
  if (typeof expression === 'string') throw new Error(expression);
  return requiredTexts(expression);
}

describe('a regular expression', () => {
  it('that would take exponential time elsewhere runs at once', () => {
    const expression = compileExpression('^(a+)+$', none);
    if (typeof expression === 'string') throw new Error(expression);
    const started = performance.now();
    expect(expression.test(`${'a'.repeat(20_000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each(['(a', '\\1(a)', '(?=a)b', '((a{100}){100}){100}', 'a'.repeat(9_000)])('is refused with a reason: %s', (source) => {
    expect(typeof compileExpression(source, none)).toBe('string');
  });
});

describe('the texts an expression requires', () => {
  it.each([
    ['cmd.{0,5}/c', ['cmd', '/c']],
    ['a|b', []],
    ['abc(?:x|y)def', ['abc', 'def']],
    ['abx*c', ['ab', 'c']],
    ['ab\\.exe$', ['ab.exe']],
    ['[abc]def', ['def']],
    ['(?i)abc', []],
    ['a\\x41b', []],
    ['[[:alpha:]]xyz', ['xyz']],
    ['a[]]b', ['a', 'b']],
  ])('%s', (source, texts) => {
    expect(required(source)).toEqual(texts);
  });

  it('stand in every text that it matches', () => {
    const atom = fc.constantFrom(
      'a',
      'B',
      'c',
      '.',
      '\\.',
      '[ab]',
      '[^a]',
      '(?:ab|c)',
      '(B)',
      'a*',
      'b+',
      'c?',
      'B{2}',
      '\\w',
      '^',
      '$',
      'Σ',
      '{',
    );
    const letters = fc.array(fc.constantFrom('a', 'b', 'B', 'c', '.', 'Σ', '{'), { maxLength: 10 });
    let matched = 0;
    fc.assert(
      fc.property(
        fc.array(atom, { maxLength: 5 }),
        fc.array(letters, { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        (atoms, texts, i) => {
          const expression = compileExpression(atoms.join(''), { ...none, i });
          if (typeof expression === 'string') return;
          for (const text of texts.map((each) => each.join(''))) {
            if (!expression.test(text)) continue;
            matched++;
            for (const each of requiredTexts(expression)) expect(fold(text)).toContain(each);
          }
        },
      ),
      { numRuns: 1_000 },
    );
    expect(matched).toBeGreaterThan(500);
  });
});
