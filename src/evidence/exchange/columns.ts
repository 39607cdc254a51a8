/** The columns of the records that follow, as a `#Fields` directive or a row of headings names them. */
export interface Columns {
  readonly names: readonly string[];
  /** Index of a name; of a name that stands twice the first. */
  readonly index: ReadonlyMap<string, number>;
  readonly time: number;
  /** Index of the server that wrote the log; -1 where there is none. */
  readonly host: number;
}

const TIME = /^(?:date-?time|time-?stamp)$/i;

/** Makes columns of their names; null when there is none. The time stands first in every log; where no column is called so the first counts. */
export function columnsOf(given: readonly string[]): Columns | null {
  const names = given.map((name) => name.trim());
  if (names.length === 0 || names[0] === '') return null;
  const index = new Map<string, number>();
  names.forEach((name, i) => index.has(name) || index.set(name, i));
  return {
    names,
    index,
    time: Math.max(
      0,
      names.findIndex((name) => TIME.test(name)),
    ),
    host: index.get('ServerHostName') ?? index.get('ServerName') ?? -1,
  };
}

/** Whether a record is the row of headings that newer versions write above the directives. */
export function isHeading(first: string): boolean {
  return TIME.test(first);
}
