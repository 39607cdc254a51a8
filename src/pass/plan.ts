import { byText } from '../lib/index.ts';
import type { TaskFile } from './task.ts';

/** A shard never holds more than this, so that a killed run loses little and a worker's memory stays bounded. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Tiny files are taken together: a hundred thousand of them must not become as many Parquet files. */
const MAX_FILES = 1000;

/** Groups files into shards, several for each worker so that they end together. Sorted by SHA-256, whatever order they were found in. */
export function planShards(files: readonly TaskFile[], jobs: number): TaskFile[][] {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const target = Math.min(MAX_BYTES, Math.max(1_000_000, Math.ceil(total / (jobs * 3))));
  const shards: TaskFile[][] = [];
  let bytes = 0;
  for (const file of [...files].sort((a, b) => byText(a.sha256, b.sha256))) {
    const current = shards.at(-1);
    if (current && bytes + file.size <= target && current.length < MAX_FILES) {
      current.push(file);
      bytes += file.size;
    } else {
      shards.push([file]);
      bytes = file.size;
    }
  }
  return shards;
}
