/** Where a value stands in a context file: keys and list places from the top. */
export type Place = readonly (string | number)[];

/** A context file as plain values, with the line of each. */
export interface ContextDocument {
  readonly value: unknown;
  /** The line (from 1) of a value, or of the nearest one around it. */
  lineOf(place: Place): number | null;
}

/** The place where a file stops being YAML or CSV. */
export interface SyntaxProblem {
  readonly line: number | null;
  readonly cause: string;
}

export type Parsed = { readonly document: ContextDocument; readonly problems: readonly SyntaxProblem[] };
