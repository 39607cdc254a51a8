import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptySelect, literal, type Case, type Column } from '../../case/index.ts';

/** SQL that reads one table of all shards of a generation, in whatever way they were cut. */
export type ReadShards = (name: string, columns: Readonly<Record<string, Column>>) => string;

export function readShards(opened: Case, generation: string): ReadShards {
  const folders = opened.manifest.shards(generation).map((digest) => join(opened.paths.shards, digest));
  return (name, columns) => {
    const files = folders.map((folder) => join(folder, `${name}.parquet`)).filter((file) => existsSync(file));
    return files.length > 0 ? `read_parquet([${files.map(literal).join(', ')}])` : `(${emptySelect(columns)})`;
  };
}
