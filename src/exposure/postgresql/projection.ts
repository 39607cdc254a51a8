import type { Widening } from '../predicate.ts';
import { referenceOf, type Scope } from './scope.ts';
import { descendants, lastName, nodeOf, nodesOf, type Node } from './tree.ts';

/** What a SELECT list returns of the store's records. */
export interface Projection {
  /** Lower-case, one for each time a value is returned, in order of the list. */
  readonly columns: readonly string[];
  /** `rows`: of each record; `numbers`: only how many there are, or constants; `aggregate`: values gathered from several. */
  readonly returns: 'rows' | 'numbers' | 'aggregate';
  readonly widened: readonly Widening[];
}

const AGGREGATES = new Set(
  'count sum avg min max array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg xmlagg every bool_and bool_or bit_and bit_or stddev variance mode percentile_cont percentile_disc any_value'.split(
    ' ',
  ),
);

/** Functions that give one value for each row. */
const PER_ROW = new Set(
  `abs btrim ceil char_length chr coalesce concat concat_ws date date_part date_trunc encode extract floor format greatest host initcap left length lower lpad ltrim
   md5 nullif overlay position quote_literal regexp_replace repeat replace reverse right round row_number rank dense_rank lag lead first_value last_value ntile
   row_to_json rpad rtrim sha256 split_part strpos substr substring text timezone to_char to_date to_json to_jsonb to_number to_timestamp translate trim trunc upper`.split(
    /\s+/,
  ),
);

/** Reads a SELECT list for one appearance of the store's table; what subqueries in it read is told elsewhere. */
export function projectionOf(scope: Scope, targets: unknown): Projection {
  const columns: string[] = [];
  const widened = new Set<Widening>();
  let aggregates = 0;
  let counts = 0;
  let perRow = 0;
  /** References to something that the records given do not hold. */
  let unknown = 0;
  for (const target of nodesOf(targets)) {
    const value = nodeOf(target.body.val);
    if (!value) continue;
    const before = columns.length;
    let aggregated = false;
    let counted = false;
    // A subquery can return values of the record around it.
    for (const node of descendants([target.body.val], (inside) => !isCount(inside))) {
      if (node.tag !== 'ColumnRef') continue;
      const returned = columnsOf(scope, node);
      columns.push(...returned);
      if (returned.length === 0) unknown += 1;
    }
    for (const node of descendants([target.body.val], (inside) => !isQuery(inside) && !isCount(inside))) {
      if (node.tag !== 'FuncCall') continue;
      const name = lastName(node.body.funcname);
      const overRows = 'over' in node.body;
      if (AGGREGATES.has(name) && !overRows) {
        aggregated = true;
        if (name === 'count') counted = true;
      } else if (!PER_ROW.has(name) && !(overRows && AGGREGATES.has(name))) widened.add('rows_function');
    }
    const onlyCounts = aggregated && counted && columns.length === before;
    if (onlyCounts) counts += 1;
    else if (aggregated) aggregates += 1;
    else if (columns.length > before) perRow += 1;
  }
  if (aggregates > 0 || (counts > 0 && perRow > 0)) return { columns, returns: 'aggregate', widened: [...widened, 'aggregate'] };
  if (columns.length + unknown === 0 && widened.size === 0) return { columns, returns: 'numbers', widened: [] };
  return { columns, returns: 'rows', widened: [...widened] };
}

function columnsOf(scope: Scope, node: Node): readonly string[] {
  const reference = referenceOf(scope, node.body);
  if (reference.kind === 'all') return scope.store.columns;
  return reference.kind === 'column' ? [reference.name] : [];
}

/** Of a count's arguments nothing is returned. */
function isCount(node: Node): boolean {
  return node.tag === 'FuncCall' && lastName(node.body.funcname) === 'count' && !('over' in node.body);
}

function isQuery(node: Node): boolean {
  return node.tag === 'SelectStmt' || node.tag === 'SubLink';
}
