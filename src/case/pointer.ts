import type { Pointer } from './tables/index.ts';

/** How many hex digits of the evidence's SHA-256 stand in a ref. */
export const REF_DIGITS = 16;

/** A ref taken apart: `offset` or `record_id` is null, whichever the ref does not name. */
export interface RefParts {
  readonly evidence: string;
  readonly offset: number | null;
  readonly recordId: string | null;
}

/** `<16 hex>:<record id>`, or `<16 hex>@<offset>` where the source numbers nothing. */
export function makeRef(sha256: string, recordId: string | null, offset: number): string {
  const evidence = sha256.slice(0, REF_DIGITS);
  return recordId === null ? `${evidence}@${offset}` : `${evidence}:${recordId}`;
}

/** Null when the text is no ref. */
export function parseRef(ref: string): RefParts | null {
  const m = /^([0-9a-f]{16})(?:@(\d{1,16})|:(\d{1,20}))$/.exec(ref);
  if (!m) return null;
  return { evidence: m[1] ?? '', offset: m[2] === undefined ? null : Number(m[2]), recordId: m[3] ?? null };
}

/** The pointers of several rows together, each ref once, by ref. */
export function mergePointers(lists: Iterable<readonly Pointer[]>): Pointer[] {
  const byRef = new Map<string, Pointer>();
  for (const list of lists) for (const pointer of list) byRef.set(pointer.ref, pointer);
  return [...byRef.values()].sort((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0));
}
