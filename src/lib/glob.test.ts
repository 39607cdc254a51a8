import { describe, expect, test } from 'vitest';
import { matchGlob } from './glob.ts';

const cases: readonly (readonly [pattern: string, path: string, matches: boolean])[] = [
  ['a.log', 'a.log', true],
  ['a.log', 'b/a.log', false],
  ['*.log', 'a.log', true],
  ['*.log', 'b/a.log', false],
  ['**/*.log', 'a.log', true],
  ['**/*.log', 'b/c/a.log', true],
  ['web/**', 'web/a/b', true],
  ['web/**', 'webs/a', false],
  ['web/**/u_ex*.log', 'web/u_ex24.log', true],
  ['web/**/u_ex*.log', 'web/W3SVC1/u_ex24.log', true],
  ['web/**/u_ex*.log', 'web/W3SVC1/x_u_ex24.log', false],
  ['**/web/*', 'xweb/a', false],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['a.c', 'abc', false],
  ['', '', true],
  ['**', '', true],
  ['a**b', 'a/x/b', true],
  ['[a]', 'a', false],
];

describe('matchGlob', () => {
  test.each(cases)('%s against %s is %s', (pattern, path, matches) => {
    expect(matchGlob(pattern, path)).toBe(matches);
  });

  test('takes bounded time on a pattern made of stars', () => {
    expect(matchGlob('**/*a'.repeat(40), 'a/'.repeat(400))).toBe(false);
  });
});
