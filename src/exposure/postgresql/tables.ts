import type { StoreShape } from '../statement.ts';
import { tokensOf } from './tokens.ts';
import { textOf, type Fields } from './tree.ts';

/**
 * Whether a table of this name is the store's. Capital letters do not matter: taking a table for the store's widens an answer,
 * missing one would lose records. A schema matters only where the mapping names one for this table.
 */
export function isStoreTable(store: StoreShape, schema: string | null, name: string): boolean {
  const table = name.toLowerCase();
  const entries = store.tables.filter((entry) => entry === table || entry.endsWith(`.${table}`));
  if (schema === null) return entries.length > 0;
  const withSchema = entries.filter((entry) => entry.includes('.'));
  return withSchema.length > 0
    ? withSchema.some((entry) => entry === `${schema.toLowerCase()}.${table}` || entry.endsWith(`.${schema.toLowerCase()}.${table}`))
    : entries.length > 0;
}

/** The same for a RangeVar of the parse tree. */
export function isStoreRange(store: StoreShape, range: Fields): boolean {
  const name = textOf(range.relname);
  return name !== null && isStoreTable(store, textOf(range.schemaname), name);
}

/** The same for a name as the log prints it, such as `cdr.calls`. */
export function isStoreObject(store: StoreShape, object: string): boolean {
  const parts = object.split('.').map((part) => part.replace(/^"(.*)"$/s, '$1'));
  return isStoreTable(store, parts.at(-2) ?? null, parts.at(-1) ?? '');
}

/** How deep texts within texts are looked into. */
const MAX_QUOTING = 3;

/** Whether a text names the store's table as a word anywhere outside its comments, texts within it included. */
export function mentionsStore(store: StoreShape, sql: string, depth = 0): boolean {
  return tokensOf(sql).some(({ kind, text }) => {
    if (kind === 'word') return isStoreTable(store, null, text);
    return kind === 'string' && depth < MAX_QUOTING && mentionsStore(store, text, depth + 1);
  });
}
