/**
 * A column of a table with its values, one a row. A row without a value is NaN in numbers and −1 among indices: only where the
 * column is `optional`. Times are microseconds since 1970 of no zone; `long` are safe integers.
 */
export type ParquetColumn =
  | { readonly name: string; readonly kind: 'long' | 'time'; readonly optional: boolean; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'integer'; readonly optional: false; readonly values: Int32Array }
  | {
      readonly name: string;
      readonly kind: 'text';
      readonly optional: boolean;
      /** Every text once. */
      readonly dictionary: readonly string[];
      /** Which text of the dictionary a row has. */
      readonly values: Int32Array;
    };

/** A bit a row: whether it has a value; null where every row has one. */
export function presence(column: ParquetColumn): { readonly flags: Uint8Array; readonly missing: number } | null {
  if (!column.optional) return null;
  const { values, kind } = column;
  const flags = new Uint8Array(values.length);
  let missing = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    const there = kind === 'text' ? value >= 0 : value === value;
    flags[row] = there ? 1 : 0;
    if (!there) missing += 1;
  }
  return { flags, missing };
}
