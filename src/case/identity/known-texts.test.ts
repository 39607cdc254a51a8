import { expect, test } from 'vitest';
import { KnownTexts } from './known-texts.ts';

test('a text met again is not worked on again, until it is forgotten; long texts are never kept', () => {
  const seen: string[] = [];
  const texts = new KnownTexts((text) => {
    seen.push(text);
    return `<${text}>`;
  });
  expect([texts.mask('a'), texts.mask('a')]).toEqual(['<a>', '<a>']);
  for (let i = 0; i < 9000; i++) texts.mask(`text ${i}`);
  expect(texts.mask('a')).toBe('<a>');
  expect(seen.filter((text) => text === 'a')).toHaveLength(2);
  const long = 'x'.repeat(600);
  expect([texts.mask(long), texts.mask(long)]).toEqual([`<${long}>`, `<${long}>`]);
  expect(seen.filter((text) => text === long)).toHaveLength(2);
});
