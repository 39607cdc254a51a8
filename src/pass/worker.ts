import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { columnDomains, crashPoint, createMasker } from '../case/index.ts';
import { factKinds, MappedFacts } from '../facts/index.ts';
import { compileRules, loadRules, readLogsources } from '../sigma/index.ts';
import { mappedRoutes } from './mapped-routes.ts';
import { readFileInto, type FileCounts, type ReadEnvironment } from './read-file.ts';
import { ShardWriter } from './shard.ts';
import { Tally } from './tally.ts';
import type { PassResult, PassSettings, PassTask } from './task.ts';

// Piscina hands the pool's settings over once; rules are compiled and the engine opened once a worker, not once a shard.
const settings = settingsOf(workerData);
const environment: ReadEnvironment = {
  rules: compileRules(loadRules(settings.rules).rules, [...readLogsources(), ...mappedRoutes(settings.context.formats)]),
  context: settings.context,
  masker: createMasker({ key: settings.key, plan: settings.context.numbers, columns: columnDomains(settings.context.mappings) }),
  from: settings.from,
  to: settings.to,
  tally: new Tally(settings.tally),
  mapped: new MappedFacts(settings.context.formats),
};
mkdirSync(settings.spill, { recursive: true });
const shard = await ShardWriter.open(
  settings.memory,
  mkdtempSync(join(settings.spill, 'worker-')),
  factKinds.map((kind) => kind.table),
);

/** Reads the files of one task and writes the shard's tables below its folder. */
export async function readShard(task: PassTask): Promise<PassResult> {
  mkdirSync(task.folder, { recursive: true });
  await shard.begin(task.number);
  const files: FileCounts[] = [];
  for (const file of task.files) {
    files.push(readFileInto(shard, file, environment));
    crashPoint('in-shard');
  }
  await shard.end(task.folder);
  return { files };
}

function settingsOf(data: unknown): PassSettings {
  // Piscina wraps workerData in an array of its own: [poolOptions, ours].
  const own: unknown = Array.isArray(data) ? data.at(-1) : data;
  return own as PassSettings;
}
