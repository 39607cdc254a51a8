import { readFileSync, writeFileSync } from 'node:fs';

/** Puts a text between two marks of a page; everything else of the page stays. Throws where the page has lost them. */
export function writeBetween(file: string, [begin, end]: readonly [string, string], text: string): void {
  const page = readFileSync(file, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${file} has lost the marks between which its tables stand`);
  writeFileSync(file, `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`);
}

/** A table in Markdown; the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`, ...rows.map(line)].join('\n');
}
