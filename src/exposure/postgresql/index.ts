import { loadModule, parseSync } from 'libpg-query';
import { everything, type Circumstances, type Dialect, type StatementReading, type StoreShape } from '../statement.ts';
import { namedInTokens } from './named.ts';
import { readStatement } from './statement.ts';
import { mentionsStore } from './tables.ts';
import { isParsable } from './tokens.ts';
import { fieldsOf, nodeOf } from './tree.ts';

export { parametersOf } from './parameters.ts';
export { isStoreObject } from './tables.ts';

/** A longer text is not parsed; no person writes one. */
const MAX_TEXT = 4_000_000;

/** Makes the dialect of PostgreSQL, by PostgreSQL's own parser; where that refuses a text, its words are looked at. */
export async function postgresqlDialect(): Promise<Dialect> {
  await loadModule();
  return { read: readText };
}

function readText(text: string, store: StoreShape, around: Circumstances): StatementReading[] {
  const statements = parsed(text);
  if (!statements) {
    return mentionsStore(store, text) ? [{ reads: [everything(store, 'unparsed')], named: namedInTokens(text, store) }] : [];
  }
  return statements.flatMap((statement) => {
    const node = nodeOf(fieldsOf(statement).stmt);
    return (node && readStatement(node, store, around)) ?? [];
  });
}

function parsed(text: string): readonly unknown[] | null {
  // The parser is C: it takes a NUL for the end.
  if (text.length > MAX_TEXT || text.includes('\0') || !isParsable(text)) return null;
  try {
    // The types of the package are not trusted: what comes back is looked at field by field.
    const { stmts } = fieldsOf(parseSync(text));
    return Array.isArray(stmts) ? stmts : null;
  } catch {
    // Refused, or nested more deeply than the parser's memory: the words are looked at instead.
    return null;
  }
}
