import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFile } from '../text/bytes-file.ts';
import { textFile, textHead } from './utf16-file.ts';

function utf16(text: string, big: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
}

const pieces = fc.constantFrom('a', 'é', '☎', '😀', '\ud83d', '\ude00', 'x'.repeat(32_760), '€'.repeat(9000), '\n');
const texts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''));

test('UTF-16 of either order reads as its UTF-8, and every character is found at its place', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, big) => {
      const { file, places } = textFile(bytesFile(utf16(text, big)));
      const utf8 = Buffer.alloc(file.size);
      expect(file.read(utf8, 0)).toBe(file.size);
      expect(utf8.toString()).toBe(`\ufeff${text.toWellFormed()}`);
      let inText = 0;
      let inFile = 0;
      for (const character of utf8.toString()) {
        if (inFile % 1021 < 2 || inFile % 65_536 < 8) {
          if (places.inFile(inText) !== inFile) expect.fail(`${inText} is not at ${inFile}`);
        }
        if (inFile % 65_536 < 6 && places.inText(inFile) !== inText) expect.fail(`${inFile} is not ${inText}`);
        inText += Buffer.byteLength(character);
        inFile += character.length * 2;
      }
      expect(places.inFile(inText)).toBe(inFile);
    }),
    { numRuns: 25 },
  );
});

test('a file without a mark of UTF-16 is its own text', () => {
  const file = bytesFile('plain');
  expect(textFile(file).file).toBe(file);
  expect(textFile(bytesFile(''))).toMatchObject({ file: { size: 0 } });
});

test('a head that a character is cut in is read up to it', () => {
  expect(textHead(utf16('ab', false).subarray(0, 5)).toString()).toBe('\ufeffa');
  expect(textHead(utf16('ab', true)).toString()).toBe('\ufeffab');
  expect(textHead(Buffer.from('ab')).toString()).toBe('ab');
});
