import type { Case } from '../../case/index.ts';

/** Files that were read whole in a generation: their bytes are not needed again. */
export function filesRead({ manifest }: Case, generation: string): ReadonlySet<string> {
  const shards = new Set(manifest.shards(generation));
  const left = new Map<string, number>();
  for (const { sha256, parts, shard } of manifest.parts()) if (shards.has(shard)) left.set(sha256, (left.get(sha256) ?? parts) - 1);
  return new Set([...left].filter(([, parts]) => parts === 0).map(([sha256]) => sha256));
}
