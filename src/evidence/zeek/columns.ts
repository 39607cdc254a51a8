/** How the values of a column are written: plain text, `T`/`F`, a decimal fraction, or several of these. */
export type ColumnKind = 'plain' | 'bool' | 'fraction';

export interface Column {
  /** As a JSON log names it: `id.orig_h`. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Whether it is a set or a vector: elements between separators. */
  readonly many: boolean;
}

/** How the lines that follow are read, as the directives before them say. */
export interface Columns {
  readonly list: readonly Column[];
  /** Index of a name; of a name that stands twice the first. */
  readonly index: ReadonlyMap<string, number>;
  /** Index of `ts`; -1 where the log has none. */
  readonly time: number;
  /** Byte between columns. */
  readonly separator: number;
  readonly setSeparator: string;
  readonly empty: string;
  readonly unset: string;
}

const MANY = /^(?:set|vector|table)\[(.*)\]$/;

/** The column of a `#fields` name and its `#types` entry (Zeek manual, "Log files"); a type that is missing or unknown is plain text. */
export function columnOf(name: string, type: string | undefined): Column {
  const inner = MANY.exec(type ?? '')?.[1];
  return { name, kind: kindOf(inner ?? type), many: inner !== undefined };
}

function kindOf(type: string | undefined): ColumnKind {
  if (type === 'bool') return 'bool';
  return type === 'double' || type === 'interval' || type === 'time' ? 'fraction' : 'plain';
}
