/** What a row's text is cut at. */
export type Delimiter = ',' | ';' | '|' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '|', '\t'];

/** The delimiter that cuts the header into most names; `,` where none does. A tie goes to the first of `, ; | tab`. */
export function sniffDelimiter(header: string): Delimiter {
  let best: Delimiter = ',';
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const row = new RowParser(delimiter);
    row.feed(header);
    if (row.fields.length > most) {
      best = delimiter;
      most = row.fields.length;
    }
  }
  return best;
}

/**
 * Cuts one row into fields (RFC 4180): a field may stand in double quotes, which are doubled inside and may hold line ends.
 * A quote inside a field that does not begin with one is an ordinary character, as most programs write it.
 */
export class RowParser {
  readonly fields: string[] = [];
  readonly delimiter: Delimiter;
  /** Pieces of a quoted field that goes on. */
  #open: string[] | null = null;

  constructor(delimiter: Delimiter) {
    this.delimiter = delimiter;
  }

  /** Takes the next line of the row: `open` when a quoted field goes on in the line after, `malformed` when text follows a closing quote. */
  feed(line: string): 'done' | 'open' | 'malformed' {
    if (this.#open === null && !line.includes('"')) {
      this.fields.push(...line.split(this.delimiter));
      return 'done';
    }
    let at = 0;
    for (;;) {
      if (this.#open === null && line[at] !== '"') {
        const end = line.indexOf(this.delimiter, at);
        this.fields.push(end < 0 ? line.slice(at) : line.slice(at, end));
        if (end < 0) return 'done';
        at = end + 1;
        continue;
      }
      const pieces: string[] = this.#open ?? [];
      if (this.#open === null) at += 1;
      else pieces.push('\n');
      const end = closingQuote(line, at, pieces);
      if (end < 0) {
        this.#open = pieces;
        return 'open';
      }
      this.#open = null;
      this.fields.push(pieces.join(''));
      if (end === line.length) return 'done';
      if (line[end] !== this.delimiter) return 'malformed';
      at = end + 1;
    }
  }
}

/** Gathers the text up to the closing quote and returns the place after it; -1 when the line ends before. */
function closingQuote(line: string, from: number, pieces: string[]): number {
  let at = from;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote < 0) {
      pieces.push(line.slice(at));
      return -1;
    }
    pieces.push(line.slice(at, quote));
    if (line[quote + 1] !== '"') return quote + 1;
    pieces.push('"');
    at = quote + 2;
  }
}
