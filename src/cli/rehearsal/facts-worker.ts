import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { sourceFor } from '../../case/index.ts';
import { ShardReader, type PassResult } from '../../pass/index.ts';
import { MemorySink, Rehearser, type RunResult, type RunTask } from '../../range/index.ts';
import type { FactsResult, FactsSettings, FactsTask } from './facts-task.ts';

const { range, pass } = settingsOf(workerData);
const rehearser = new Rehearser(range);
const reader = await ShardReader.open(pass);
let taken: PassResult['files'][number][] = [];
let paths: FactsResult['paths'][number][] = [];
const sink = new MemorySink(take);

/**
 * Writes the logs of some names into memory and reads each file from there, byte for byte as it would lie on a disk: pointers name the
 * digests and offsets of those bytes, so facts are the same as those read from files. Only logs of a call-record store are kept as
 * files: their statements are read again when it is asked whose records they returned.
 */
export async function readLogs({ names, answers, number, folder }: FactsTask): Promise<FactsResult> {
  [taken, paths] = [[], []];
  await reader.begin(number, folder);
  for (const name of names) rehearser.writeLogs(name, answers, sink);
  await reader.end();
  return { files: taken, paths };
}

function take(path: string, bytes: Uint8Array): void {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  paths.push({ path, sha256, size });
  if (sourceFor(pass.context, path)?.store) keep(join(range.out, 'evidence', path), bytes);
  taken.push(reader.read({ place: { bytes }, path, sha256, size, part: null }));
}

/** Writes one block of call records. */
export async function writeRecords(task: RunTask): Promise<RunResult> {
  if (task.task !== 'records') throw new RangeError('logs are not written here');
  const { path, records, bytes } = await rehearser.writeRecords(task.block);
  return [{ path: `cdr/${path}`, records, bytes }];
}

function keep(absolute: string, bytes: Uint8Array): void {
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, bytes);
}

function settingsOf(data: unknown): FactsSettings {
  // Piscina wraps workerData in an array of its own: [poolOptions, ours].
  const own: unknown = Array.isArray(data) ? data.at(-1) : data;
  return own as FactsSettings;
}
