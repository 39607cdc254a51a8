/** The columns of the lines that follow, as a `#Fields` directive names them. */
export interface Columns {
  readonly names: readonly string[];
  /** Index of a name; of a name that stands twice the first. */
  readonly index: ReadonlyMap<string, number>;
  readonly separator: ' ' | '\t';
  readonly date: number;
  readonly time: number;
}

/** Reads the text behind `#Fields:`; null when it names no columns. Some writers of the format separate by tabs instead of spaces. */
export function columnsOf(text: string): Columns | null {
  const names = text.trim().split(/[ \t]+/);
  if (names.length === 0 || names[0] === '') return null;
  const index = new Map<string, number>();
  names.forEach((name, i) => index.has(name) || index.set(name, i));
  return { names, index, separator: text.trim().includes('\t') ? '\t' : ' ', date: index.get('date') ?? -1, time: index.get('time') ?? -1 };
}
