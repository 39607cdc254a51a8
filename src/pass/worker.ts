import { workerData } from 'node:worker_threads';
import type { FileCounts } from './read-file.ts';
import { ShardReader } from './shard-reader.ts';
import type { PassResult, PassSettings, PassTask } from './task.ts';

// Piscina hands the pool's settings over once, so that each worker has one reader for all its shards.
const reader = await ShardReader.open(settingsOf(workerData));

/** Reads the files of one task and writes the shard's tables below its folder. */
export async function readShard(task: PassTask): Promise<PassResult> {
  await reader.begin(task.number, task.folder);
  const files: FileCounts[] = [];
  for (const file of task.files) files.push(reader.read(file));
  await reader.end();
  return { files };
}

function settingsOf(data: unknown): PassSettings {
  // Piscina wraps workerData in an array of its own: [poolOptions, ours].
  const own: unknown = Array.isArray(data) ? data.at(-1) : data;
  return own as PassSettings;
}
