import { and, type Widening } from '../predicate.ts';
import { everything, type Circumstances, type Read, type StoreShape } from '../statement.ts';
import { ConditionReader } from './condition.ts';
import { constantOf } from './constant.ts';
import { commonTablesOf, fromListOf, type FromList } from './from.ts';
import { projectionOf, type Projection } from './projection.ts';
import type { Scope } from './scope.ts';
import { descendants, fieldsOf, nodeOf, nodesOf, type Fields, type Node } from './tree.ts';

const MAX_DEPTH = 40;

/** Reads a SELECT and every query inside it. */
export class SelectReader {
  readonly #store: StoreShape;
  readonly #around: Circumstances;
  readonly reads: Read[] = [];
  /** Whether the store's table was met at all, returned from or not. */
  touches = false;

  constructor(store: StoreShape, around: Circumstances) {
    this.#store = store;
    this.#around = around;
  }

  /** `reasons`: why its rows may not be the rows that were returned; `hidden`: names that WITH gives to other things. */
  read(select: Fields, reasons: readonly Widening[], hidden: ReadonlySet<string> = new Set(), depth = 0): void {
    if (depth > MAX_DEPTH) return this.#everything('nested');
    const names = this.#commonTables(select, reasons, hidden, depth);
    if (select.op !== undefined && select.op !== 'SETOP_NONE') return this.#combined(select, reasons, names, depth);
    const from = fromListOf(this.#store, select.fromClause, names);
    if (!from.complete) this.#everything('nested');
    const inside = [
      select.whereClause,
      select.targetList,
      select.havingClause,
      select.sortClause,
      select.groupClause,
      from.queries,
      from.joined,
    ];
    for (const part of [...inside, select.distinctClause, select.windowClause, select.limitCount, select.limitOffset])
      this.queriesIn(part, reasons, names, depth);
    if (from.scopes.length > 0) this.touches = true;
    for (const scope of from.scopes) this.#readScope(select, scope, from, reasons);
  }

  /** Reads the queries anywhere below a value; their rows go on through what is around them. */
  queriesIn(value: unknown, reasons: readonly Widening[], hidden: ReadonlySet<string>, depth: number): void {
    for (const node of descendants(value, (inside) => inside.tag !== 'SelectStmt')) {
      if (node.tag === 'SelectStmt') this.read(node.body, [...new Set<Widening>([...reasons, 'through'])], hidden, depth + 1);
    }
  }

  #commonTables(select: Fields, reasons: readonly Widening[], hidden: ReadonlySet<string>, depth: number): ReadonlySet<string> {
    const { recursive, tables } = commonTablesOf(select.withClause);
    const names = new Set(hidden);
    for (const table of tables) {
      // Without RECURSIVE a name means the real table inside its own query.
      if (recursive) names.add(table.name);
      this.queriesIn([table.query && { [table.query.tag]: table.query.body }], reasons, names, depth);
      names.add(table.name);
    }
    return names;
  }

  #combined(select: Fields, reasons: readonly Widening[], hidden: ReadonlySet<string>, depth: number): void {
    const own = new Set<Widening>(reasons);
    if (select.op !== 'SETOP_UNION') own.add('set');
    if (limitOf(select, this.#around) !== null) own.add('limit');
    if (hasOffset(select, this.#around)) own.add('offset');
    const first = this.reads.length;
    this.read(fieldsOf(select.larg), [...own], hidden, depth + 1);
    this.read(fieldsOf(select.rarg), [...own], hidden, depth + 1);
    // UNION alone returns equal rows once, over both sides.
    if (select.all !== true) this.reads.push(...this.reads.splice(first).map((read) => ({ ...read, distinct: true })));
  }

  #readScope(select: Fields, scope: Scope, from: FromList, reasons: readonly Widening[]): void {
    const conditions = new ConditionReader(scope, this.#around);
    const predicate = and([nodeOf(select.whereClause), ...from.joined].map((condition) => conditions.read(condition)));
    const projection = projectionOf(scope, select.targetList);
    if (projection.returns === 'numbers' && from.single && reasons.length === 0) return;
    const widened = new Set<Widening>([...reasons, ...projection.widened]);
    if (!from.single) widened.add('join');
    if (from.sampled) widened.add('sample');
    if (isGrouped(select, projection)) widened.add('aggregate');
    if (isDistinctOn(select)) widened.add('limit');
    const limit = limitOf(select, this.#around);
    if (limit === 'unknown') widened.add('limit_unknown');
    if (hasOffset(select, this.#around)) widened.add('offset');
    if ('intoClause' in select) widened.add('copied');
    this.reads.push({
      predicate,
      columns: from.lateral ? this.#store.columns : projection.columns,
      limit: typeof limit === 'number' ? limit : null,
      distinct: Array.isArray(select.distinctClause),
      widened: [...widened],
    });
  }

  #everything(why: Widening): void {
    this.touches = true;
    this.reads.push(everything(this.#store, why));
  }
}

function isGrouped(select: Fields, projection: Projection): boolean {
  return projection.returns === 'rows' && (nodesOf(select.groupClause).length > 0 || nodeOf(select.havingClause) !== null);
}

/** DISTINCT is a list with one empty node; DISTINCT ON has expressions in it. */
function isDistinctOn(select: Fields): boolean {
  return nodesOf(select.distinctClause).length > 0;
}

/** Most rows, `unknown` when its number is, null without LIMIT. */
function limitOf(select: Fields, around: Circumstances): number | 'unknown' | null {
  const node = nodeOf(select.limitCount);
  if (!node || isNull(node)) return null;
  const value = constantOf(node, around);
  if (select.limitOption === 'LIMIT_OPTION_WITH_TIES' || value.type === 'not' || value.type === 'time') return 'unknown';
  const text = value.text.trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : 'unknown';
}

function hasOffset(select: Fields, around: Circumstances): boolean {
  const node = nodeOf(select.limitOffset);
  if (!node || isNull(node)) return false;
  const value = constantOf(node, around);
  return !(value.type === 'number' && Number(value.text) === 0);
}

function isNull(node: Node): boolean {
  return node.tag === 'A_Const' && node.body.isnull === true;
}
