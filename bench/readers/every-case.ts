import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ReaderCase } from './reader-case.ts';

/** The cases of all files in this folder, by file name, whose name holds `only` (lower-case). */
export async function everyCase(only = ''): Promise<ReaderCase[]> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts'));
  const loaded = await Promise.all(
    files.sort().map((name): Promise<{ cases?: readonly ReaderCase[] }> => import(join(import.meta.dirname, name))),
  );
  return loaded.flatMap(({ cases }) => [...(cases ?? [])]).filter(({ name }) => name.toLowerCase().includes(only));
}
