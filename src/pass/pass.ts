import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { crashPoint, type Case } from '../case/index.ts';
import { digestOf } from '../lib/index.ts';
import { bytesOf, planShards } from './plan.ts';
import { Tally, type ReadingState } from './tally.ts';
import type { PassResult, PassSettings, PassTask, TaskFile } from './task.ts';

/** How far the pass has come. */
export interface PassProgress extends ReadingState {
  readonly filesDone: number;
  readonly files: number;
  readonly bytesInAll: number;
}

/** Milliseconds between two looks at how far the workers are. */
const LOOK_MS = 200;

/** Reads all files in workers, a shard at a time; each shard is committed by its manifest row, so a killed run goes on where it was. */
export async function runPass(
  opened: Case,
  files: readonly TaskFile[],
  settings: Omit<PassSettings, 'tally'>,
  generation: string,
  jobs: number,
  progress: (state: PassProgress) => void,
): Promise<void> {
  const shards = planShards(files, jobs);
  if (shards.length === 0) return;
  const firstNumber = opened.manifest.nextShardNumber();
  const memory = Tally.memory();
  const tally = new Tally(memory);
  const threads = Math.min(jobs, shards.length);
  const pool = new Piscina<PassTask, PassResult>({
    filename: new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url).href,
    name: 'readShard',
    workerData: { ...settings, tally: memory } satisfies PassSettings,
    minThreads: threads,
    maxThreads: threads,
    // Without a bound V8 lets short-lived strings pile up; nothing here lives long.
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 },
  });
  const partsLeft = new Map<string, number>();
  for (const { sha256 } of files) partsLeft.set(sha256, (partsLeft.get(sha256) ?? 0) + 1);
  const inAll = { files: partsLeft.size, bytesInAll: files.reduce((sum, file) => sum + bytesOf(file), 0) };
  let filesDone = 0;
  const look = setInterval(() => progress({ ...tally.read(), ...inAll, filesDone }), LOOK_MS);
  // The largest first: one that begins last would keep one worker busy while the others have nothing left.
  const sizes = shards.map((shard) => shard.reduce((sum, file) => sum + bytesOf(file), 0));
  const queue = [...shards.entries()].sort(([a], [b]) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b).values();
  let failed = false;
  const readOn = async (): Promise<void> => {
    for (const [index, shard] of queue) {
      if (failed) return;
      const number = firstNumber + index;
      const digest = digestOf([generation, ...shard.map((file) => `${file.sha256} ${file.part?.number ?? 0}`)], 16);
      const temporary = join(opened.paths.temporary, `shard-${digest}`);
      const result = await pool.run({ files: shard, number, folder: temporary }, { name: 'readShard' });
      commitShard(opened, { digest, generation, number }, temporary, result);
      for (const { sha256 } of shard) {
        const left = (partsLeft.get(sha256) ?? 0) - 1;
        partsLeft.set(sha256, left);
        if (left === 0) filesDone += 1;
      }
    }
  };
  const stop = (cause: unknown): never => {
    failed = true;
    throw cause;
  };
  try {
    // When one worker fails the others end what they are at: a worker that is torn down in mid-write takes the whole process with it.
    const ends = await Promise.allSettled(Array.from({ length: threads }, () => readOn().catch(stop)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    clearInterval(look);
    await pool.destroy();
  }
}

/** What a shard goes by. */
export interface ShardName {
  readonly digest: string;
  readonly generation: string;
  readonly number: number;
}

/** Makes a shard that lies in a temporary folder part of the case: its manifest row is the commit. */
export function commitShard(opened: Case, shard: ShardName, temporary: string, result: PassResult): void {
  crashPoint('before-rename');
  const folder = join(opened.paths.shards, shard.digest);
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  renameSync(temporary, folder);
  crashPoint('before-manifest-row');
  opened.manifest.addShard(
    shard,
    result.files.map((file) => ({ ...file, shard: shard.digest })),
  );
}
