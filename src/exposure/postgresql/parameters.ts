/**
 * The parameters as pgaudit prints them (README of pgaudit, `log_parameter`): separated by commas, in double quotes where they hold a comma,
 * a quote or a line end; nothing for NULL. Null when the log does not carry them, or cuts one.
 */
export function parametersOf(text: string | null): (string | null)[] | null {
  if (text === null || text === '' || text === '<none>' || text === '<not logged>') return null;
  const values: (string | null)[] = [];
  let at = 0;
  for (;;) {
    let value = '';
    if (text[at] === '"') {
      const [inner, end] = quotedValue(text, at);
      if (end < text.length && text[end] !== ',') return null;
      value = inner;
      at = end;
    } else {
      const end = text.indexOf(',', at);
      value = end < 0 ? text.slice(at) : text.slice(at, end);
      at = end < 0 ? text.length : end;
    }
    // A long one is replaced by this text (pgaudit.log_parameter_max_size).
    values.push(value === '' || value === '<long param suppressed>' ? null : value);
    if (at >= text.length) return values;
    at += 1;
  }
}

function quotedValue(text: string, from: number): [value: string, end: number] {
  const pieces: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [pieces.join('') + text.slice(at), text.length];
    pieces.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') return [pieces.join(''), quote + 1];
    pieces.push('"');
    at = quote + 2;
  }
}
