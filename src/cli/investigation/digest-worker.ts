import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { systemCode } from '../../evidence/index.ts';

const block = Buffer.allocUnsafe(4 << 20);

/** The SHA-256 of a file, or the system's name for what was wrong: errors lose it on their way between threads. */
export function digestFile(path: string): { readonly sha256: string } | { readonly code: string } {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    const hash = createHash('sha256');
    for (let count = readSync(descriptor, block); count > 0; count = readSync(descriptor, block)) hash.update(block.subarray(0, count));
    return { sha256: hash.digest('hex') };
  } catch (cause) {
    return { code: systemCode(cause) };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
