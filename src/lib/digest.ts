import { createHash } from 'node:crypto';

/** SHA-256 over parts that are kept apart by their lengths, as hex of `digits` characters (64 at most). */
export function digestOf(parts: Iterable<string>, digits = 64): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest('hex').slice(0, digits);
}

/** The 16 hex digits that name findings, accesses, hops and cases. */
export function idOf(...parts: readonly string[]): string {
  return digestOf(parts, 16);
}
