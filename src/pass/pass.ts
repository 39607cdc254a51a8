import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { crashPoint, type Case } from '../case/index.ts';
import { digestOf } from '../lib/index.ts';
import { planShards } from './plan.ts';
import type { PassResult, PassSettings, PassTask, TaskFile } from './task.ts';

/** How far the pass has come. */
export interface PassProgress {
  readonly filesDone: number;
  readonly files: number;
  readonly records: number;
}

/** Reads all files in workers, a shard at a time; each shard is committed by its manifest row, so a killed run goes on where it was. */
export async function runPass(
  opened: Case,
  files: readonly TaskFile[],
  settings: PassSettings,
  generation: string,
  jobs: number,
  progress: (state: PassProgress) => void,
): Promise<void> {
  const shards = planShards(files, jobs);
  if (shards.length === 0) return;
  const firstNumber = opened.manifest.nextShardNumber();
  const threads = Math.min(jobs, shards.length);
  const pool = new Piscina<PassTask, PassResult>({
    filename: new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url).href,
    name: 'readShard',
    workerData: settings,
    minThreads: threads,
    maxThreads: threads,
  });
  const state = { filesDone: 0, files: files.length, records: 0 };
  try {
    await Promise.all(
      shards.map(async (shard, index) => {
        const number = firstNumber + index;
        const digest = digestOf([generation, ...shard.map((file) => `${file.sha256} ${file.part?.number ?? 0}`)], 16);
        const temporary = join(opened.paths.temporary, `shard-${digest}`);
        const result = await pool.run({ files: shard, number, folder: temporary }, { name: 'readShard' });
        commitShard(opened, { digest, generation, number }, temporary, result);
        state.filesDone += shard.length;
        for (const file of result.files) state.records += file.records;
        progress(state);
      }),
    );
  } finally {
    await pool.destroy();
  }
}

interface ShardName {
  readonly digest: string;
  readonly generation: string;
  readonly number: number;
}

function commitShard(opened: Case, shard: ShardName, temporary: string, result: PassResult): void {
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
