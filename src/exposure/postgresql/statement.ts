import { and, type Widening } from '../predicate.ts';
import { everything, type Circumstances, type StatementReading, type StoreShape } from '../statement.ts';
import { ConditionReader } from './condition.ts';
import { namedIn } from './named.ts';
import { projectionOf } from './projection.ts';
import { scopeOf } from './scope.ts';
import { SelectReader } from './select.ts';
import { isStoreRange, mentionsStore } from './tables.ts';
import { descendants, fieldsOf, namesOf, nodeOf, nodesOf, rangesIn, textOf, type Fields, type Node } from './tree.ts';

/** Statements that read no record, whatever tables they name. */
const READS_NOTHING = new Set(
  `AlterTableStmt AlterOwnerStmt AlterObjectSchemaStmt AlterTableMoveAllStmt ClosePortalStmt ClusterStmt CommentStmt CreateStatsStmt CreateStmt CreateTrigStmt DeallocateStmt
   DiscardStmt DropStmt ExecuteStmt FetchStmt GrantStmt GrantRoleStmt IndexStmt LockStmt ReindexStmt RenameStmt SecLabelStmt TransactionStmt TruncateStmt VacuumStmt
   VariableSetStmt VariableShowStmt ViewStmt`.split(/\s+/),
);

/** Reads one parsed statement; null when it does not touch the store's table. */
export function readStatement(statement: Node, store: StoreShape, around: Circumstances): StatementReading | null {
  const tree = [{ [statement.tag]: statement.body }];
  const named = namedIn(tree, store, around);
  if (carriesSql(tree, store)) return { reads: [everything(store, 'dynamic')], named };
  if (READS_NOTHING.has(statement.tag)) return null;
  const reader = new SelectReader(store, around);
  switch (statement.tag) {
    case 'SelectStmt':
      reader.read(statement.body, []);
      break;
    case 'PrepareStmt':
      return nested(statement.body.query, store, around);
    case 'ExplainStmt':
      // It shows a plan; with ANALYZE the rows are read, and thrown away.
      return touches(tree, store) ? { reads: [], named } : null;
    case 'CopyStmt':
      return copy(statement.body, store, around, named);
    case 'DeclareCursorStmt':
      reader.queriesIn([statement.body.query], ['cursor'], new Set(), 0);
      break;
    case 'CreateTableAsStmt':
      reader.queriesIn([statement.body.query], ['copied'], new Set(), 0);
      break;
    case 'InsertStmt':
      reader.queriesIn([statement.body.selectStmt, statement.body.withClause], ['copied'], new Set(), 0);
      break;
    case 'UpdateStmt':
    case 'DeleteStmt':
      return changed(statement.body, store, around, named);
    default:
      return touches(tree, store) ? { reads: [everything(store, 'unlike')], named } : null;
  }
  return reader.touches ? { reads: reader.reads, named } : null;
}

function nested(query: unknown, store: StoreShape, around: Circumstances): StatementReading | null {
  const inner = nodeOf(query);
  return inner ? readStatement(inner, store, around) : null;
}

/** COPY … TO returns a table or a query; COPY … FROM reads nothing. */
function copy(body: Fields, store: StoreShape, around: Circumstances, named: StatementReading['named']): StatementReading | null {
  if ('query' in body) return nested(body.query, store, around);
  const relation = fieldsOf(body.relation);
  if (body.is_from === true || !isStoreRange(store, relation)) return null;
  const list = namesOf(body.attlist).map((name) => name?.toLowerCase() ?? '');
  const columns = list.length > 0 ? list.filter((name) => store.columns.includes(name)) : store.columns;
  return { reads: [{ predicate: { kind: 'all' }, columns, limit: null, distinct: false, widened: [] }], named };
}

/** UPDATE and DELETE return records only by RETURNING. */
function changed(body: Fields, store: StoreShape, around: Circumstances, named: StatementReading['named']): StatementReading | null {
  const reader = new SelectReader(store, around);
  const returning = fieldsOf(body.returningClause).exprs ?? body.returningList;
  reader.queriesIn([body.whereClause, body.fromClause, body.usingClause, body.targetList, body.withClause, returning], [], new Set(), 0);
  const relation = fieldsOf(body.relation);
  if (isStoreRange(store, relation) && nodesOf(returning).length > 0) {
    const scope = scopeOf(store, relation);
    const predicate = and([new ConditionReader(scope, around).read(nodeOf(body.whereClause))]);
    const widened: Widening[] = ['changed'];
    reader.reads.push({ predicate, columns: projectionOf(scope, returning).columns, limit: null, distinct: false, widened });
  }
  const others = [body.relation, body.whereClause, body.fromClause, body.usingClause, body.withClause];
  if (reader.reads.length === 0 && !touches(others, store)) return null;
  // Joined to another relation, the store's records may stand in what is returned.
  const joined = touches([body.fromClause, body.usingClause], store) && nodesOf(returning).length > 0;
  return { reads: joined ? [everything(store, 'join')] : reader.reads, named };
}

/** Whether a tree has the store's table anywhere. */
function touches(tree: unknown, store: StoreShape): boolean {
  for (const range of rangesIn(tree)) if (isStoreRange(store, range)) return true;
  return false;
}

/** SQL in a text, as for dblink, query_to_xml or a DO block, that mentions the store. */
function carriesSql(tree: unknown, store: StoreShape): boolean {
  for (const node of descendants(tree)) {
    const text = node.tag === 'A_Const' ? textOf(fieldsOf(node.body.sval).sval) : node.tag === 'String' ? textOf(node.body.sval) : null;
    if (text !== null && /\b(?:select|copy|table|from|execute)\b/i.test(text) && mentionsStore(store, text)) return true;
  }
  return false;
}
