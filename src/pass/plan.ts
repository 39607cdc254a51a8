import type { CarrierContext } from '../case/index.ts';
import { openEvidenceFile, readerFor } from '../evidence/index.ts';
import { byText } from '../lib/index.ts';
import type { TaskFile } from './task.ts';

/** A shard never holds more than this, so that a killed run loses little and a worker's memory stays bounded. A larger file is cut into such parts. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Tiny files are taken together: a hundred thousand of them must not become as many Parquet files. */
const MAX_FILES = 1000;

/** Groups files into shards, several for each worker so that they end together. Sorted by SHA-256, whatever order they were found in. */
export function planShards(files: readonly TaskFile[], jobs: number): TaskFile[][] {
  const total = files.reduce((sum, file) => sum + bytesOf(file), 0);
  const target = Math.min(MAX_BYTES, Math.max(1_000_000, Math.ceil(total / (jobs * 3))));
  const shards: TaskFile[][] = [];
  let bytes = 0;
  for (const file of [...files].sort((a, b) => byText(a.sha256, b.sha256) || (a.part?.number ?? 0) - (b.part?.number ?? 0))) {
    const current = shards.at(-1);
    if (current && bytes + bytesOf(file) <= target && current.length < MAX_FILES) {
      current.push(file);
      bytes += bytesOf(file);
    } else {
      shards.push([file]);
      bytes = bytesOf(file);
    }
  }
  return shards;
}

/**
 * A large file in parts, where its format can be cut; else the file as it is. The cuts depend on the file alone, so that a run that goes on
 * where another was killed finds the same parts. Whatever cannot be opened is left whole: reading it says what is wrong.
 */
export function cutFile(file: TaskFile, formats: CarrierContext['formats']): readonly TaskFile[] {
  if (file.size <= MAX_BYTES) return [file];
  try {
    const open = openEvidenceFile(file.place, file.path);
    try {
      const parts = readerFor(open, formats)?.parts?.(open, MAX_BYTES) ?? [];
      if (parts.length < 2) return [file];
      return parts.map((part, number) => ({ ...file, part: { ...part, number, of: parts.length } }));
    } finally {
      open.close();
    }
  } catch {
    return [file];
  }
}

/** Bytes of a file, or of its part. */
export function bytesOf({ size, part }: TaskFile): number {
  return part ? Math.min(part.to, size) - part.from : size;
}
