import { expect, test } from 'vitest';
import { readingText } from './reading-text.ts';

const state = { filesDone: 1, files: 3, records: 50_000, matches: 7, bytes: 1_000_000, bytesInAll: 4_000_000 };

test.each([
  [10, 'reading: 1 of 3 files, 50000 records, 5000 records/s, 7 rule matches, about 30 s left'],
  [100, 'reading: 1 of 3 files, 50000 records, 500 records/s, 7 rule matches, about 5 min left'],
  [4000, 'reading: 1 of 3 files, 50000 records, 13 records/s, 7 rule matches, about 3 h 20 min left'],
])('after %d seconds', (seconds, text) => {
  expect(readingText(state, seconds)).toBe(text);
});

test('no time is foretold before anything was read', () => {
  expect(readingText({ ...state, bytes: 0, records: 0, matches: 0 }, 5)).toBe(
    'reading: 1 of 3 files, 0 records, 0 records/s, 0 rule matches',
  );
});
