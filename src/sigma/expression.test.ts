import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionTest, readExpression } from './expression.ts';
import { fold } from './fold.ts';
import { requiredTexts, type AnyText } from './required-texts.ts';

const none = { i: false, m: false, s: false };

function required(source: string): AnyText[] {
  const expression = readExpression(source, none);
  if (typeof expression === 'string') throw new Error(expression);
  return requiredTexts(expression);
}

describe('a regular expression', () => {
  it('that would take exponential time elsewhere runs at once', () => {
    const expression = readExpression('^(a+)+$', none);
    if (typeof expression === 'string') throw new Error(expression);
    const started = performance.now();
    expect(expressionTest(expression)(`${'a'.repeat(20_000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each(['(a', '\\1(a)', '(?=a)b', '((a{100}){100}){100}', 'a'.repeat(9_000)])('is refused with a reason: %s', (source) => {
    expect(typeof readExpression(source, none)).toBe('string');
  });
});

describe('a run of characters', () => {
  it.each(['', 'i', 'm', 's'])('is counted as the engine counts it (flags: %s)', (flags) => {
    const run = readExpression('.{3,}', { i: flags === 'i', m: flags === 'm', s: flags === 's' });
    const same = readExpression('(?:.{3,})', { i: flags === 'i', m: flags === 'm', s: flags === 's' });
    if (typeof run === 'string' || typeof same === 'string') throw new Error('refused');
    const letters = fc.array(fc.constantFrom('a', '😀', '\n', '\r', 'é', '\u2028'), { maxLength: 6 });
    fc.assert(
      fc.property(letters, (parts) => {
        expect(expressionTest(run)(parts.join(''))).toBe(expressionTest(same)(parts.join('')));
      }),
    );
  });
});

describe('the texts an expression requires', () => {
  it.each([
    ['cmd.{0,5}/c', [['cmd'], ['/c']]],
    ['a|b', [['a', 'b']]],
    ['abc|.', []],
    ['abc(?:x|y)def', [['abc'], ['x', 'y'], ['def']]],
    ['(?:abc|d(?:e|f)ghi){2,}', [['abc', 'ghi']]],
    ['(?:abc)?(def)+(ghi){0,2}', [['def']]],
    ['abx*c', [['ab'], ['c']]],
    ['abx+c', [['abx'], ['c']]],
    ['ab\\.exe$', [['ab.exe']]],
    ['[abc]def', [['def']]],
    ['(?i)ABC', [['abc']]],
    ['a\\x41b', []],
    ['(?<!x)abc', []],
    ['[[:alpha:]]xyz', [['xyz']]],
    ['a[]]b', [['a'], ['b']]],
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
      '(?:ab|c|)',
      '(?:b|a(?:c|B))+',
      '(ab){0,2}',
      '|',
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
          const expression = readExpression(atoms.join(''), { ...none, i });
          if (typeof expression === 'string') return;
          for (const text of texts.map((each) => each.join(''))) {
            if (!expressionTest(expression)(text)) continue;
            matched++;
            for (const texts of requiredTexts(expression)) expect(texts.some((each) => fold(text).includes(each))).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 },
    );
    expect(matched).toBeGreaterThan(500);
  });
});
