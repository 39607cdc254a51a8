import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globTest } from './glob.ts';
import { anyCharacter, anyText, parsePattern } from './pattern.ts';

describe('a value of a rule', () => {
  it.each([
    ['plain', ['plain']],
    ['', []],
    ['*', [anyText]],
    ['a*b?c', ['a', anyText, 'b', anyCharacter, 'c']],
    ['a**b', ['a', anyText, 'b']],
    ['\\*', ['*']],
    ['\\?', ['?']],
    ['\\\\', ['\\']],
    ['\\\\*', ['\\', anyText]],
    ['C:\\Windows\\x', ['C:\\Windows\\x']],
    ['\\\\\\*', ['\\*']],
    ['end\\', ['end\\']],
  ])('%s is read with its wildcards and escapes', (text, pattern) => {
    expect(parsePattern(text)).toEqual(pattern);
  });
});

describe('a pattern', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['a*c', 'ac', true],
    ['a*c', 'abbc', true],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['*ab*ab*', 'ab', false],
    ['*ab*ab*', 'xabyabz', true],
    ['a?c', 'ac', false],
    ['a?c', 'a😀c', true],
    ['?', '😀', true],
    ['??', '😀', false],
    ['*?', '', false],
    ['a*?b*', 'ab', false],
    ['a*?b*', 'axxb', true],
    ['*', '', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(globTest(parsePattern(pattern))(text)).toBe(expected);
  });

  it('matches what the same pattern as a regular expression matches', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '😀');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), fc.array(fc.constantFrom('a', 'b', '😀', '\n'), { maxLength: 8 }), (parts, letters) => {
        const expression = new RegExp(`^${parts.map((each) => (each === '*' ? '[^]*' : each === '?' ? '[^]' : each)).join('')}$`, 'u');
        expect(globTest(parsePattern(parts.join('')))(letters.join(''))).toBe(expression.test(letters.join('')));
      }),
      { numRuns: 3_000 },
    );
  });

  it('does bounded work on a text made to be hard', () => {
    const test = globTest(parsePattern(`*${'a*'.repeat(60)}b`));
    const started = performance.now();
    expect(test('a'.repeat(200_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
