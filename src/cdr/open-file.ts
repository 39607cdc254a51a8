import { closeSync, openSync, readSync } from 'node:fs';
import { createHash } from 'node:crypto';

/** Does something with a file that is open for reading, and closes it whatever happens. */
export function withFile<T>(absolute: string, use: (file: number) => T): T {
  const file = openSync(absolute, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** SHA-256 of a whole file, 64 hex digits. */
export function sha256Of(file: number): string {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(1 << 20);
  for (let position = 0; ;) {
    const read = readSync(file, block, 0, block.length, position);
    if (read === 0) return hash.digest('hex');
    hash.update(block.subarray(0, read));
    position += read;
  }
}
