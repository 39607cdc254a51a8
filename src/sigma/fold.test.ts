import { expect, it } from 'vitest';
import { fold } from './fold.ts';

it('letters that an expression takes for one without regard to case are one, of every script', () => {
  const apart: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    for (const other of [letter.toUpperCase(), letter.toLowerCase()]) {
      const one = other !== letter && [...other].length === 1 && new RegExp(`^${other}$`, 'iu').test(letter);
      if (one && fold(other) !== fold(letter)) apart.push(letter);
    }
  }
  expect(apart).toEqual([]);
  expect(fold('µTorrent ΟΔΟΣ ſ')).toBe(fold('μtORRENT οδος S'));
});

it('a part folds as it does in the whole', () => {
  for (const text of ['ΟΔΟΣ ΟΔΟΣΑ', 'Σ', 'aΣ', 'µ\u0345ẛᲀ']) expect(fold(text)).toBe(Array.from(text, fold).join(''));
});
