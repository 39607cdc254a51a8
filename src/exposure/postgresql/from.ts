import type { StoreShape } from '../statement.ts';
import { scopeOf, type Scope } from './scope.ts';
import { isStoreRange } from './tables.ts';
import { fieldsOf, nodeOf, nodesOf, textOf, type Node } from './tree.ts';

/** What a FROM list reads. */
export interface FromList {
  /** Every appearance of the store's table. */
  readonly scopes: readonly Scope[];
  /** Conditions of inner joins: they hold for every row, as those of WHERE do. */
  readonly joined: readonly Node[];
  /** Whether it is one table and nothing else. */
  readonly single: boolean;
  /** Whether a sample of a table is taken. */
  readonly sampled: boolean;
  /** What may hold queries, to be read by themselves. */
  readonly queries: readonly Node[];
  /** Whether something in it may return values of the tables beside it. */
  readonly lateral: boolean;
  /** Whether all of it was looked at. */
  readonly complete: boolean;
}

const MAX_ITEMS = 500;

/** Reads a FROM list; `hidden` are the names that WITH gives to other things. */
export function fromListOf(store: StoreShape, from: unknown, hidden: ReadonlySet<string>): FromList {
  const scopes: Scope[] = [];
  const joined: Node[] = [];
  const queries: Node[] = [];
  let items = 0;
  let sampled = false;
  const waiting: { readonly node: Node; readonly inner: boolean }[] = nodesOf(from)
    .reverse()
    .map((node) => ({ node, inner: true }));
  while (items < MAX_ITEMS) {
    const next = waiting.pop();
    if (!next) break;
    const { node, inner } = next;
    if (node.tag === 'JoinExpr') {
      // An alias over the whole join renames everything in it.
      if ('alias' in node.body) return { scopes, joined, single: false, sampled, queries, lateral: false, complete: false };
      const plain = node.body.jointype === 'JOIN_INNER' && inner;
      const condition = nodeOf(node.body.quals);
      // USING and NATURAL compare with another table; they narrow, so leaving them out is safe.
      if (plain && condition) joined.push(condition);
      else if (condition) queries.push(condition);
      for (const side of [nodeOf(node.body.rarg), nodeOf(node.body.larg)]) if (side) waiting.push({ node: side, inner: plain });
      continue;
    }
    if (node.tag === 'RangeTableSample') {
      sampled = true;
      const relation = nodeOf(node.body.relation);
      if (relation) waiting.push({ node: relation, inner });
      continue;
    }
    items += 1;
    if (node.tag === 'RangeVar') {
      const bare = textOf(node.body.schemaname) === null && hidden.has((textOf(node.body.relname) ?? '').toLowerCase());
      if (!bare && isStoreRange(store, node.body)) scopes.push(scopeOf(store, node.body));
    } else queries.push(node);
  }
  return {
    scopes,
    joined,
    single: items === 1 && joined.length === 0,
    sampled,
    queries,
    lateral: queries.some(isLateral),
    complete: waiting.length === 0,
  };
}

/** A subquery only by LATERAL; functions and their like always. */
function isLateral({ tag, body }: Node): boolean {
  return tag === 'RangeSubselect' ? body.lateral === true : tag.startsWith('Range') || tag === 'JsonTable';
}

/** The query of a CTE, with its name. */
export function commonTablesOf(clause: unknown): {
  readonly recursive: boolean;
  readonly tables: readonly { readonly name: string; readonly query: Node | null }[];
} {
  const body = fieldsOf(clause);
  const tables = nodesOf(body.ctes).map((cte) => ({
    name: (textOf(cte.body.ctename) ?? '').toLowerCase(),
    query: nodeOf(cte.body.ctequery),
  }));
  return { recursive: body.recursive === true, tables };
}
