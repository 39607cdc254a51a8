import { randomBytes } from 'node:crypto';
import { createMasker, type Masker } from '../case/index.ts';

let current: Masker | null = null;

/**
 * The masker for what is printed before, or outside, a case: its key is thrown away, so what it prints can be linked to nothing.
 * Once a case is open, `maskOutputWith` puts that case's own in its place.
 */
export function plainMasker(): Masker {
  const masker = current ?? createMasker({ key: randomBytes(32), plan: null, columns: new Map() });
  current = masker;
  return masker;
}

export function maskOutputWith(masker: Masker): void {
  current = masker;
}
