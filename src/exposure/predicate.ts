/**
 * Which call records a statement asks for, in a small form of our own. It says what the statement means, not how a store spells
 * its values: that is worked out when it is evaluated. What could not be understood stands in it as `unknown`, which any record may meet.
 */
export type Predicate =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'not'; readonly part: Predicate }
  | { readonly kind: 'in'; readonly column: Operand; readonly values: readonly Constant[] }
  | { readonly kind: 'prefix'; readonly column: Operand; readonly prefix: string }
  /** `pattern` has `%` for any text, `_` for one character and `\` before these and itself; `fold`: capital and small ASCII letters are alike. */
  | { readonly kind: 'like'; readonly column: Operand; readonly pattern: string; readonly fold: boolean }
  | { readonly kind: 'range'; readonly column: Operand; readonly from: Edge | null; readonly to: Edge | null }
  | { readonly kind: 'unknown'; readonly why: Widening };

/**
 * A stored column by its name, and how the statement reads it: in its own type; as the text that it holds (a pattern works on nothing else,
 * so the column is a text); cast to text from whatever type it has; or cut to its date.
 */
export interface Operand {
  readonly name: string;
  readonly as: 'column' | 'stored' | 'text' | 'date';
}

/** One end of a range. */
export interface Edge {
  readonly value: Constant;
  readonly inclusive: boolean;
}

/** A value that a column is compared with. */
export type Constant =
  /** A quoted literal or a bound parameter: it takes the column's type, as SQL does it. */
  | { readonly type: 'untyped'; readonly text: string }
  /** A number without quotes: the column must be numeric, or the statement would have failed. */
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'time'; readonly band: TimeBand };

/** A time that is known to lie between two moments; equal when it is known. µs since 1970, of UTC when `zoned`, else of the wall clock. */
export interface TimeBand {
  readonly earliest: number;
  readonly latest: number;
  readonly zoned: boolean;
}

/** Why an answer is wider than what was returned. The sentences are `widenings`; a statement's text never goes into them. */
export type Widening = keyof typeof widenings;

export const widenings = {
  column: 'it compares a column that the call records given do not hold',
  parameter: 'the log does not carry the value of a parameter',
  function: 'it puts a column through a function or an operator that is not evaluated',
  comparison: 'it compares a column with something other than a constant',
  subquery: 'it compares with the result of a subquery',
  pattern: 'it matches a pattern that is not evaluated',
  null: 'it asks whether a field is empty, which a file of records does not tell from a missing value',
  type: 'it compares a column with a constant of another type',
  order: 'it orders texts, which depends on a collation that is not known',
  spelling: "its constant is no time that the store's column could be compared with",
  zone: 'it compares times with and without an offset, and the zone of one of them is not known',
  precision: 'it compares dates with times of day',
  now: 'it uses the current time, which is known only to lie between the start of the session and the audit line',
  nested: 'it is nested too deeply, or too long, to be understood',
  join: 'it joins the store with something else',
  through: 'its rows go on through an outer query',
  aggregate: 'it returns an aggregate, not the records themselves',
  sample: 'it takes a sample',
  offset: 'it skips rows (OFFSET)',
  limit: 'it returns no more rows than its LIMIT, and which is not known',
  limit_unknown: 'it has a LIMIT whose number is not known',
  rows_function: 'it calls a function that may drop or multiply rows',
  set: 'it intersects or subtracts sets of rows',
  cursor: 'it opens a cursor, which may not have been read to its end',
  copied: 'it copies the records inside the database; readings of that copy are not followed',
  changed: 'it changes the records and returns them as changed',
  dynamic: 'it carries SQL inside a text',
  unparsed: 'it cannot be parsed as PostgreSQL',
  unseen: 'the log names the store, its statement does not (a view, a function or a partition)',
  gone: 'its statement cannot be read from the log',
  unlike: 'its kind of statement is not evaluated',
  cancelled: 'it was cancelled, and how many rows had been sent by then is not known',
  failed: 'it ended with an error, and how many rows had been sent by then is not known',
  logged: 'the log says another number of rows than the records given hold for it',
  records: 'the records of its store were not given, so what it returned is not known',
  several: 'its text holds several statements, and the log does not say which one this is',
} as const;

export const all: Predicate = { kind: 'all' };
export const none: Predicate = { kind: 'none' };

export function unknown(why: Widening): Predicate {
  return { kind: 'unknown', why };
}

export function and(parts: readonly Predicate[]): Predicate {
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part])).filter((part) => part.kind !== 'all');
  if (flat.some((part) => part.kind === 'none')) return none;
  const [only] = flat;
  if (!only) return all;
  return flat.length === 1 ? only : { kind: 'and', parts: flat };
}

export function or(parts: readonly Predicate[]): Predicate {
  const flat = parts.flatMap((part) => (part.kind === 'or' ? part.parts : [part])).filter((part) => part.kind !== 'none');
  if (flat.some((part) => part.kind === 'all')) return all;
  const merged = mergedSets(flat);
  const [only] = merged;
  if (!only) return none;
  return merged.length === 1 ? only : { kind: 'or', parts: merged };
}

export function not(part: Predicate): Predicate {
  if (part.kind === 'not') return part.part;
  if (part.kind === 'all') return none;
  if (part.kind === 'none') return all;
  return part.kind === 'unknown' ? part : { kind: 'not', part };
}

/** `a = 1 OR a = 2 OR …` as one set: such statements can have thousands of parts. */
function mergedSets(parts: readonly Predicate[]): Predicate[] {
  const merged: Predicate[] = [];
  const sets = new Map<string, Constant[]>();
  for (const part of parts) {
    if (part.kind !== 'in') {
      merged.push(part);
      continue;
    }
    const key = `${part.column.as} ${part.column.name}`;
    const values = sets.get(key);
    if (values) values.push(...part.values);
    else {
      const own = [...part.values];
      sets.set(key, own);
      merged.push({ ...part, values: own });
    }
  }
  return merged;
}

/** Why a predicate is wider than what was returned, each reason once, in order of appearance. */
export function wideningsOf(predicate: Predicate): Widening[] {
  if (predicate.kind === 'unknown') return [predicate.why];
  if (predicate.kind === 'not') return wideningsOf(predicate.part);
  if (predicate.kind === 'and' || predicate.kind === 'or') return [...new Set(predicate.parts.flatMap(wideningsOf))];
  return [];
}
