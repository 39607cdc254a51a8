/** How files are read in SQL. */
export interface SourceSql {
  /** A list of paths. */
  readonly files: string;
  /** All rows of all files, one file after another, as `r`. */
  readonly sql: string;
  /** SQL names of a row's file (its path) and of its place there, from 0. */
  readonly file: string;
  readonly row: string;
}

/** Reads files of equal columns; `names` are those columns. */
export function readSql(paths: readonly string[], names: readonly string[]): SourceSql {
  const files = `[${paths.map((path) => textLiteral(path.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let file = 'hardcell_file';
  while (taken.has(file)) file += '_';
  return {
    files,
    sql: `read_parquet(${files}, filename = '${file}', file_row_number = true, hive_partitioning = false) AS r`,
    file: `r.${file}`,
    row: 'r.file_row_number',
  };
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column of the rows that are read. */
export function ofRow(name: string): string {
  return `r."${name.replaceAll('"', '""')}"`;
}
