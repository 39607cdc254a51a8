import type { Table } from '../case/index.ts';
import { rowOf } from './fact-kind-of.ts';
import type { FactRow } from './fact-kind.ts';
import type { FactValue } from './fact-value.ts';

/** One fact, and the table it belongs to. */
export class ExtractedFact {
  readonly table: Table;
  /** In the order of the table's columns without `ref` and `pointers` (`valueColumns`). */
  readonly values: readonly FactValue[];

  constructor(table: Table, values: readonly FactValue[]) {
    this.table = table;
    this.values = values;
  }

  /** The same by column name; made anew at each call. */
  get row(): FactRow {
    return rowOf(this.table, this.values);
  }
}
