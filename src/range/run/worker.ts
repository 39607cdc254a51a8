import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { FolderSink } from '../file-sink.ts';
import { Rehearser } from './rehearser.ts';
import type { RunResult, RunSettings, RunTask } from './task.ts';

const settings = settingsOf(workerData);
const rehearser = new Rehearser(settings);
let answers: { readonly of: string; readonly rows: ReadonlyMap<number, number> } = { of: '', rows: new Map() };

/** Does one piece of work of a rehearsal; what it writes depends on nothing but the settings and the task. */
export async function work(task: RunTask): Promise<RunResult> {
  if (task.task === 'records') {
    const { path, records, bytes } = await rehearser.writeRecords(task.block);
    return [{ path: `cdr/${path}`, records, bytes }];
  }
  // Each message brings a map of its own; the jobs made for an equal one are kept.
  const of = JSON.stringify([...task.answers]);
  if (answers.of !== of) answers = { of, rows: task.answers };
  const sink = new FolderSink(join(settings.out, 'evidence'));
  rehearser.writeLogs(task.name, answers.rows, sink);
  return sink.files.map((file) => ({ ...file, path: `evidence/${file.path}` }));
}

function settingsOf(data: unknown): RunSettings {
  // Piscina wraps workerData in an array of its own: [poolOptions, ours].
  const own: unknown = Array.isArray(data) ? data.at(-1) : data;
  return own as RunSettings;
}
