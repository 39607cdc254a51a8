/** From here on two names are one thing, and the story takes them for one. */
export const PROVEN = 0.9;

/** From here on a name that others say is taken to mean a host, where nothing better is known. */
export const USABLE = 0.5;

/** Several candidates, and nothing that decides between them. */
export const UNDECIDED = 0.3;

/** A candidate must be this much surer than the next to be the one that is meant. */
const MARGIN = 0.1;

/** The one value that is at least `least` sure, and surer than each other; null for none or several. */
export function surest<T extends { readonly confidence: number }>(
  rows: readonly T[],
  valueOf: (row: T) => string,
  least: number,
): string | null {
  const best = new Map<string, number>();
  for (const row of rows) best.set(valueOf(row), Math.max(row.confidence, best.get(valueOf(row)) ?? 0));
  const [first, second] = [...best].sort((a, b) => b[1] - a[1]);
  if (!first || first[1] < least || (second && first[1] - second[1] < MARGIN)) return null;
  return first[0];
}
