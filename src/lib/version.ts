import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's root folder: two above `src/lib`, or two above `dist/lib` in the package. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Hardcell's version, from its package.json. */
export const version: string = readVersion();

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string')
    return manifest.version;
  throw new Error('package.json names no version');
}
