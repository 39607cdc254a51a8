import type { StoreShape } from '../statement.ts';
import { namesOf, textOf, nodesOf, fieldsOf, type Fields } from './tree.ts';

/** One appearance of the store's table in a FROM list, as expressions refer to it. */
export interface Scope {
  readonly store: StoreShape;
  /** The name by which its columns are called, lower-case. */
  readonly alias: string;
  /** Whether the alias renames the columns: then nothing is known of them. */
  readonly renamed: boolean;
}

export function scopeOf(store: StoreShape, range: Fields): Scope {
  const alias = fieldsOf(range.alias);
  const name = textOf(alias.aliasname) ?? textOf(range.relname) ?? '';
  return { store, alias: name.toLowerCase(), renamed: nodesOf(alias.colnames).length > 0 };
}

/** What a ColumnRef means in a scope: a column of the store, all of them, or something else. */
export type Reference = { readonly kind: 'column'; readonly name: string } | { readonly kind: 'all' } | { readonly kind: 'other' };

const other: Reference = { kind: 'other' };

/**
 * Resolves a ColumnRef. A bare name that the store has is the store's: were it also another table's,
 * PostgreSQL would have refused the statement as ambiguous.
 */
export function referenceOf(scope: Scope, ref: Fields): Reference {
  const names = namesOf(ref.fields).map((name) => name?.toLowerCase() ?? '');
  const name = names.at(-1) ?? '';
  const qualifier = names.at(-2);
  if (qualifier !== undefined && qualifier !== scope.alias) return other;
  if (name === '*') return { kind: 'all' };
  // A table's name alone is the whole row.
  if (qualifier === undefined && name === scope.alias) return { kind: 'all' };
  // Renamed, it may be any column of the store.
  if (scope.renamed) return { kind: 'all' };
  return scope.store.columns.includes(name) ? { kind: 'column', name } : other;
}
