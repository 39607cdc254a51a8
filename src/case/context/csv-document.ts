import type { Parsed, SyntaxProblem } from './context-document.ts';

/**
 * Parses CSV (RFC 4180) with a header line into a list of objects of text; empty cells are left out. A row with more cells than the
 * header is a problem of its line and is left out.
 */
export function parseCsv(text: string): Parsed {
  const problems: SyntaxProblem[] = [];
  const rows = rowsOf(text, problems);
  const header = (rows.shift()?.cells ?? []).map((cell) => cell.trim());
  const lines: number[] = [];
  const value: Record<string, string>[] = [];
  for (const { cells, line } of rows) {
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    if (cells.length > header.length) problems.push({ line, cause: `the row has ${cells.length} cells, the header ${header.length}` });
    else {
      lines.push(line);
      value.push(
        Object.fromEntries(header.map((name, i): [string, string] => [name, (cells[i] ?? '').trim()]).filter(([, cell]) => cell !== '')),
      );
    }
  }
  const lineOf = (place: readonly (string | number)[]): number | null => (typeof place[0] === 'number' ? (lines[place[0]] ?? null) : 1);
  return { document: { value, lineOf }, problems };
}

interface Row {
  readonly cells: string[];
  readonly line: number;
}

const CELL = /"((?:[^"]|"")*)"([^,\r\n]*)|([^,\r\n]*)/y;

function rowsOf(text: string, problems: SyntaxProblem[]): Row[] {
  const rows: Row[] = [];
  let row: Row = { cells: [], line: 1 };
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at <= text.length) {
    CELL.lastIndex = at;
    const match = CELL.exec(text);
    if (match === null) break;
    const [whole, quoted, tail = '', bare = ''] = match;
    if (quoted === undefined && bare.startsWith('"')) problems.push({ line, cause: 'a quoted cell is never closed' });
    row.cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"') + tail);
    line += whole.split('\n').length - 1;
    at += whole.length;
    if (text.charAt(at) === ',') at++;
    else {
      rows.push(row);
      if (at >= text.length) break;
      at += text.startsWith('\r\n', at) ? 2 : 1;
      line++;
      if (at >= text.length) break;
      row = { cells: [], line };
    }
  }
  return rows;
}
