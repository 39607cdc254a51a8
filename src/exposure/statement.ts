import type { IdentifierDomain } from '../case/index.ts';
import type { Zone } from '../lib/index.ts';
import type { Predicate, Widening } from './predicate.ts';

/** What a dialect must know of a store to read a statement against it. */
export interface StoreShape {
  /** Names its table has in SQL, lower-case, with and without schema. */
  readonly tables: readonly string[];
  /** Names of its columns, lower-case, in order. */
  readonly columns: readonly string[];
  /** The columns, lower-case, that hold identifiers. */
  readonly identifiers: ReadonlyMap<string, IdentifierDomain>;
}

/** What surrounds a statement: bind values and the clock it ran by. Times in µs of UTC. */
export interface Circumstances {
  /** Bound parameters from $1 on; null for one that is NULL or empty; null when the log carries none. */
  readonly parameters: readonly (string | null)[] | null;
  /** When it was audited. */
  readonly time: number;
  /** Its transaction cannot have begun earlier; null when not known. */
  readonly sessionStart: number | null;
  /** The zone of the server's sessions; null when not known. */
  readonly zone: Zone | null;
}

/** One reading of the store's table by a statement. */
export interface Read {
  readonly predicate: Predicate;
  /** Columns that are returned, lower-case, one for each time a value is; in order of the statement. */
  readonly columns: readonly string[];
  /** Most rows it returns; null without LIMIT. */
  readonly limit: number | null;
  /** Whether equal rows are returned once. */
  readonly distinct: boolean;
  /** Why it is wider than what was returned, beyond what the predicate says. */
  readonly widened: readonly Widening[];
}

/** An identifier that a statement names. */
export interface NamedIdentifier {
  readonly domain: IdentifierDomain;
  readonly spelling: string;
  /** Compared with the whole column; else it stands in a pattern or an expression, and counts only if it is a whole identifier. */
  readonly whole: boolean;
}

/** One statement against a store. */
export interface StatementReading {
  /** Empty when no value of a record is returned, as by `count(*)`. */
  readonly reads: readonly Read[];
  /** In order of the statement. */
  readonly named: readonly NamedIdentifier[];
}

/** How a database's statements are read. */
export interface Dialect {
  /** The statements of a text that touch the store, in order; none when the text does not touch it. Never throws. */
  read(text: string, store: StoreShape, circumstances: Circumstances): StatementReading[];
}

/** A reading of everything, for what is not understood. */
export function everything(store: StoreShape, why: Widening): Read {
  return { predicate: { kind: 'all' }, columns: store.columns, limit: null, distinct: false, widened: [why] };
}
