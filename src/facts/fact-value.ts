/** What one column of a fact holds; times in microseconds since 1970. */
export type FactValue = string | number | boolean | readonly string[] | null;
