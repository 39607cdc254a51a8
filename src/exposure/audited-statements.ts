import {
  datastoreActivityTable,
  mergePointers,
  type DatastoreActivity,
  type Pointer,
  type StageInput,
  type StoreMapping,
} from '../case/index.ts';
import { byText } from '../lib/index.ts';
import type { Widening } from './predicate.ts';

/** One statement as the audit log holds it, in one line or several (one for each table, or for session and object). */
export interface AuditedStatement {
  /** The first of its lines. */
  readonly fact: DatastoreActivity;
  /** Names of all objects that its lines name. */
  readonly objects: readonly string[];
  readonly pointers: readonly Pointer[];
  /** Masked; null where the log keeps it back. */
  readonly statement: string | null;
  /** The line that holds its text, which may be that of an earlier statement of the session. */
  readonly textFact: DatastoreActivity;
  /** How it ended, where that leaves its rows open. */
  readonly ended: Extract<Widening, 'cancelled' | 'failed'> | null;
}

/**
 * The audited statements that may concern a store: those whose text or objects name one of its tables, those whose text is not in the log,
 * and those that were cancelled or failed. By time, then pointer.
 */
export async function auditedStatements(input: StageInput, mappings: readonly StoreMapping[]): Promise<AuditedStatement[]> {
  const tables = [
    ...new Set(mappings.flatMap((mapping) => mapping.tables.map((table) => table.split('.').at(-1)?.toLowerCase() ?? ''))),
  ].filter((name) => name !== '');
  if (tables.length === 0) return [];
  const named = tables.map((_, i) => `contains(lower(concat_ws(' ', statement, object_name)), $t${i})`);
  const facts = await input.engine.rows<DatastoreActivity>(
    // A quoted name may be written in escapes (U&"…"), which only a parser reads.
    `SELECT * FROM ${input.from(datastoreActivityTable)} AS f
     WHERE activity IN ('statement', 'error') AND (${named.join(' OR ')} OR statement IS NULL OR contains(lower(statement), 'u&'))
     ORDER BY time, time_100ns, ref`,
    Object.fromEntries(tables.map((table, i) => [`t${i}`, table])),
  );
  return withEndings(
    grouped(facts.filter((fact) => fact.activity === 'statement')),
    facts.filter((fact) => fact.activity === 'error'),
  );
}

type Gathered = { -readonly [K in keyof AuditedStatement]: AuditedStatement[K] } & { objects: string[] };

function grouped(facts: readonly DatastoreActivity[]): Gathered[] {
  const groups = new Map<string, Gathered>();
  const texts = new Map<string, DatastoreActivity>();
  for (const fact of facts) {
    const numbered = fact.session !== null && fact.statement_id !== null;
    const statementKey = numbered ? [fact.host, fact.session, fact.statement_id].join('\n') : fact.ref;
    // `<previously logged>`: the text stands in an earlier line of the same statement.
    if (fact.statement !== null && !texts.has(statementKey)) texts.set(statementKey, fact);
    const textFact = fact.statement === null ? (texts.get(statementKey) ?? fact) : fact;
    const key = [statementKey, fact.substatement_id, textFact.statement, textFact.parameters].join('\n');
    const group = groups.get(key);
    const objects = fact.object_name === null ? [] : [fact.object_name];
    if (group) {
      group.objects.push(...objects);
      group.pointers = mergePointers([group.pointers, fact.pointers]);
    } else groups.set(key, { fact, objects, pointers: fact.pointers, statement: textFact.statement, textFact, ended: null });
  }
  return [...groups.values()];
}

/** Joins errors to the audit line of the same statement; one without such a line (pgaudit.log_rows writes it at the end) stands for itself. */
function withEndings(statements: readonly Gathered[], errors: readonly DatastoreActivity[]): AuditedStatement[] {
  const all: Gathered[] = [...statements];
  const bySession = new Map<string, Gathered[]>();
  const keyOf = (fact: DatastoreActivity): string => [fact.host, fact.session].join('\n');
  for (const one of statements) {
    const list = bySession.get(keyOf(one.fact));
    if (list) list.push(one);
    else bySession.set(keyOf(one.fact), [one]);
  }
  for (const error of errors) {
    if (error.statement === null) continue;
    const ended = error.outcome === 'cancelled' ? 'cancelled' : 'failed';
    const audited =
      error.session === null
        ? undefined
        : bySession
            .get(keyOf(error))
            ?.findLast((one) => one.ended === null && one.statement === error.statement && one.fact.time <= error.time);
    // With log_rows an audit line was written at the end of an earlier run, which has its rows.
    if (audited && audited.fact.rows === null) {
      audited.ended = ended;
      audited.pointers = mergePointers([audited.pointers, error.pointers]);
    } else all.push({ fact: error, objects: [], pointers: error.pointers, statement: error.statement, textFact: error, ended });
  }
  return all.sort((a, b) => a.fact.time - b.fact.time || a.fact.time_100ns - b.fact.time_100ns || byText(a.fact.ref, b.fact.ref));
}
