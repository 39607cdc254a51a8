import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// docs/sigma.md says of every feature which test proves it: `file`: name · `file`: name.
const lines = readFileSync(new URL('../../docs/sigma.md', import.meta.url), 'utf8').split('\n');
const rows = lines.filter(
  (line, i) => line.startsWith('|') && !line.startsWith('|-') && tableHead(i) !== i && lines[tableHead(i)]?.includes('| proved by |'),
);
const proofsOf = (row: string): RegExpMatchArray[] => [...lastCell(row).matchAll(/`([\w./-]+)`: (.+?)(?= · `|$)/g)];

/** Where the table begins that a line belongs to. */
function tableHead(at: number): number {
  let head = at;
  while (lines[head - 1]?.startsWith('|')) head--;
  return head;
}

function lastCell(row: string): string {
  return (
    row
      .split(/(?<!\\)\|/)
      .at(-2)
      ?.trim() ?? ''
  );
}

/** Whether a test file has a test, or a row of a table of tests, of exactly this name. */
function has(file: string, name: string): boolean {
  const url = new URL(`./${file}.test.ts`, import.meta.url);
  if (!existsSync(url)) return false;
  const text = readFileSync(url, 'utf8').replace(/\\([\\'])/g, '$1');
  return ["'", '"', '`'].some((quote) => text.includes(quote + name + quote));
}

it('every feature of the specification names a test that proves it', () => {
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => proofsOf(row).length === 0)).toEqual([]);
});

it('every test that proves a feature is there', () => {
  const named = rows.flatMap((row) =>
    proofsOf(row).map(([, file = '', name = '']) => [file, name.replace(/\\([!-/:-@[-`{-~])/g, '$1')] as const),
  );
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter(([file, name]) => !has(file, name))).toEqual([]);
});
