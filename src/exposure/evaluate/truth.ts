/**
 * What is known of a condition for each record, as four SQL conditions that are never NULL. SQL has three answers (true, false, NULL), and
 * a statement returns the records where it is true; we may not know which of the three it was.
 */
export interface Truth {
  /** It was true for certain; it may have been. */
  readonly mustTrue: string;
  readonly mayTrue: string;
  /** It was false for certain; it may have been. Needed below NOT alone. */
  readonly mustFalse: string;
  readonly mayFalse: string;
}

export const always: Truth = { mustTrue: 'true', mayTrue: 'true', mustFalse: 'false', mayFalse: 'false' };
export const never: Truth = { mustTrue: 'false', mayTrue: 'false', mustFalse: 'true', mayFalse: 'true' };
export const undecided: Truth = { mustTrue: 'false', mayTrue: 'true', mustFalse: 'false', mayFalse: 'true' };

export function conjunction(parts: readonly Truth[]): Truth {
  return {
    mustTrue: joined('AND', parts, 'mustTrue'),
    mayTrue: joined('AND', parts, 'mayTrue'),
    mustFalse: joined('OR', parts, 'mustFalse'),
    mayFalse: joined('OR', parts, 'mayFalse'),
  };
}

export function disjunction(parts: readonly Truth[]): Truth {
  return {
    mustTrue: joined('OR', parts, 'mustTrue'),
    mayTrue: joined('OR', parts, 'mayTrue'),
    mustFalse: joined('AND', parts, 'mustFalse'),
    mayFalse: joined('AND', parts, 'mayFalse'),
  };
}

export function negation({ mustTrue, mayTrue, mustFalse, mayFalse }: Truth): Truth {
  return { mustTrue: mustFalse, mayTrue: mayFalse, mustFalse: mustTrue, mayFalse: mayTrue };
}

function joined(operator: 'AND' | 'OR', parts: readonly Truth[], side: keyof Truth): string {
  return `(${parts.map((part) => part[side]).join(` ${operator} `)})`;
}

/** One way in which a comparison can be meant: SQL that is true for sure, and SQL that may be; NULL where this way does not tell. */
export interface Certainty {
  readonly must: string;
  readonly may: string;
  /** Whether it may be true of an empty text. */
  readonly empty: boolean;
}

/** A way that does not tell anything. */
export const open: Certainty = { must: 'NULL', may: 'NULL', empty: true };

/**
 * A comparison with a stored column, meant in one of several ways. An empty field is NULL, of which no comparison is true, or an empty text;
 * a column that the record's file lacks can hold anything.
 */
export function compared(column: string, ways: readonly Certainty[]): Truth {
  const must = ways.map((way) => `coalesce(${way.must}, false)`).join(' AND ');
  const may = ways.map((way) => `coalesce(${way.may}, true)`).join(' OR ');
  const empty = ways.some((way) => way.empty) ? ` OR ${column} = ''` : '';
  return {
    mustTrue: `(${column} IS NOT NULL AND ${column} <> '' AND ${must})`,
    mayTrue: `(${column} IS NULL${empty} OR (${column} <> '' AND (${may})))`,
    mustFalse: `(${column} IS NOT NULL AND ${column} <> '' AND NOT (${may}))`,
    mayFalse: `(${column} IS NULL OR ${column} = '' OR NOT (${must}))`,
  };
}
