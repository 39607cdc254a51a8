import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Search } from './find-members.ts';
import type { Wiring } from './find-worker.ts';
import type { SealedPlace } from './sealed.ts';

const START_MS = 60_000;

/** The thread that searches; made at the first search. It does not keep the program from ending. */
let finder: { readonly worker: Worker; readonly answers: MessagePort; readonly signal: Int32Array } | null = null;

/**
 * As `findMembers`, but waits for it: records are read again one at a time by code that can't wait otherwise, and decompression in Node can't be
 * done without. What can't be read or unpacked is not found.
 */
export function findMembersNow(search: Search): ReadonlyMap<string, SealedPlace> {
  const { worker, answers, signal } = (finder ??= start());
  Atomics.store(signal, 0, 0);
  worker.postMessage(search, []);
  // A thread that could not begin would be waited for in vain.
  if (Atomics.wait(signal, 0, 0, START_MS) === 'timed-out') {
    finder = null;
    return new Map();
  }
  Atomics.wait(signal, 0, 1);
  return (receiveMessageOnPort(answers)?.message as ReadonlyMap<string, SealedPlace> | undefined) ?? new Map();
}

function start(): NonNullable<typeof finder> {
  const { port1: answers, port2: there } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const wiring: Wiring = { answers: there, signal };
  const file = new URL(import.meta.url.endsWith('.ts') ? './find-worker.ts' : './find-worker.js', import.meta.url);
  const worker = new Worker(file, { workerData: wiring, transferList: [there] });
  worker.unref();
  answers.unref();
  return { worker, answers, signal };
}
