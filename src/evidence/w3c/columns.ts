/** The columns of the lines that follow, as a `#Fields` directive names them. */
export interface Columns {
  readonly names: readonly string[];
  /** Index of a name; of a name that stands twice the first. */
  readonly index: ReadonlyMap<string, number>;
  /** Character code: a space, or a tab. */
  readonly separator: number;
  /** Index of `date` and `time`; -1 where there is none. */
  readonly date: number;
  readonly time: number;
  /** Whether the two are the server's local time (`date-local`, `time-local` of IIS Advanced Logging). */
  readonly local: boolean;
  /** Index of the server's name and of the site's; -1 where there is none. */
  readonly host: number;
  readonly site: number;
  /** Whether the writer puts texts in double quotes. */
  readonly quotes: boolean;
}

const SPACE = 0x20;
const TAB = 0x09;

/**
 * Reads the text behind `#Fields:`; null when it names no columns. Some writers of the format separate by tabs instead of spaces. `software` is the
 * text behind `#Software:`: IIS and HTTP.sys write no quotes of their own, others put texts in quotes.
 */
export function columnsOf(text: string, software: string | null): Columns | null {
  const names = text.trim().split(/[ \t]+/);
  if (names.length === 0 || names[0] === '') return null;
  const index = new Map<string, number>();
  names.forEach((name, i) => index.has(name) || index.set(name, i));
  const at = (name: string): number => index.get(name) ?? -1;
  const local = at('time') < 0 && at('time-local') >= 0;
  return {
    names,
    index,
    separator: text.trim().includes('\t') ? TAB : SPACE,
    date: at(local ? 'date-local' : 'date'),
    time: at(local ? 'time-local' : 'time'),
    local,
    host: at('s-computername'),
    site: at('s-sitename'),
    quotes: software !== null && !/^\s*Microsoft (?:Internet Information Services|HTTP API)/.test(software),
  };
}
