import { mkdirSync, rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { columnDomains, crashPoint, createMasker } from '../case/index.ts';
import { factKinds } from '../facts/index.ts';
import { compileRules, loadRules } from '../sigma/index.ts';
import { readFileInto, type FileCounts, type ReadEnvironment } from './read-file.ts';
import { Shard } from './shard.ts';
import type { PassResult, PassSettings, PassTask } from './task.ts';

// Piscina hands the pool's settings over once; rules are compiled once a worker, not once a shard.
const settings = settingsOf(workerData);
const environment: ReadEnvironment = {
  rules: compileRules(loadRules(settings.rules).rules),
  context: settings.context,
  masker: createMasker({ key: settings.key, plan: settings.context.numbers, columns: columnDomains(settings.context.mappings) }),
  from: settings.from,
  to: settings.to,
};

/** Reads the files of one task and writes the shard's tables below its folder. */
export async function readShard(task: PassTask): Promise<PassResult> {
  mkdirSync(task.folder, { recursive: true });
  const shard = await Shard.open(
    settings.memory,
    task.spill,
    factKinds.map((kind) => kind.table),
  );
  const files: FileCounts[] = [];
  for (const file of task.files) {
    files.push(readFileInto(shard, file, environment));
    crashPoint('in-shard');
  }
  await shard.close(task.folder);
  rmSync(task.spill, { recursive: true, force: true });
  return { files };
}

function settingsOf(data: unknown): PassSettings {
  // Piscina wraps workerData in an array of its own: [poolOptions, ours].
  const own: unknown = Array.isArray(data) ? data.at(-1) : data;
  return own as PassSettings;
}
