import { factTables, parseRef, type StageInput } from '../case/index.ts';
import type { SigmaEvent } from '../sigma/index.ts';
import { factEvent, type FactRow } from './fact-rules.ts';

/** The facts of one kind that the record behind a ref gave, as rules see them; in the order of their text. None when there is no such kind or ref. */
export async function factsAt(input: StageInput, kind: string, ref: string): Promise<SigmaEvent[]> {
  const table = factTables.find(({ name }) => name === kind);
  if (table === undefined || parseRef(ref) === null) return [];
  // A ref is hex digits, a sign and digits: it can stand in a statement.
  const holds = `list_contains(list_transform(f.pointers, lambda p: p.ref), '${ref}')`;
  const rows: FactRow[] = [];
  for await (const block of input.engine.stream<FactRow>(
    `SELECT * FROM ${input.from(table)} AS f WHERE f.ref = '${ref}' OR ${holds} ORDER BY ALL`,
  )) {
    rows.push(...block);
  }
  return rows.map((row) => factEvent(kind, row));
}
