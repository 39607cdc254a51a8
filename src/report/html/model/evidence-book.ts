import type { EvidencePointer, Grade } from '../../documents/types.ts';

/** Something the report says, and the log lines it rests on. */
export interface Claim {
  readonly title: string;
  readonly time: string | null;
  readonly grade: Grade | null;
  /** Rule and the like, printed after the title. */
  readonly note: string | null;
  readonly pointers: readonly EvidencePointer[];
  /** Names of the fields that decided: printed strong. */
  readonly decisive: readonly string[];
}

export interface Entry extends Claim {
  /** From 1, in the order of the page. */
  readonly number: number;
}

/** The numbered evidence of one report: `e1`, `e2`, … in the order in which the page cites. */
export interface EvidenceBook {
  /** The entry's number; null once the book is full or where there is no evidence. */
  cite(claim: Claim): number | null;
  entries(): readonly Entry[];
  /** Claims that found no room. */
  refused(): number;
}

/** More than this many entries make a page that nobody can use: the rest are one command away. */
export const MOST_ENTRIES = 400;

export function evidenceBook(most: number = MOST_ENTRIES): EvidenceBook {
  const entries: Entry[] = [];
  const known = new Map<string, number>();
  let refused = 0;
  return {
    cite(claim) {
      if (claim.pointers.length === 0) return null;
      const key = JSON.stringify([claim.title, claim.time, claim.pointers.map((pointer) => pointer.ref)]);
      const earlier = known.get(key);
      if (earlier !== undefined) return earlier;
      if (entries.length >= most) {
        refused += 1;
        return null;
      }
      const number = entries.length + 1;
      entries.push({ ...claim, number });
      known.set(key, number);
      return number;
    },
    entries: () => entries,
    refused: () => refused,
  };
}

/** Each line once, in the order given. */
export function uniquePointers(pointers: readonly EvidencePointer[]): readonly EvidencePointer[] {
  const byRef = new Map<string, EvidencePointer>();
  for (const pointer of pointers) if (!byRef.has(pointer.ref)) byRef.set(pointer.ref, pointer);
  return [...byRef.values()];
}
