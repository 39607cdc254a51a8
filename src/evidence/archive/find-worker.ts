import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { findMembers, type Search } from './find-members.ts';

/** What the thread that waits for answers hands over at the start. */
export interface Wiring {
  readonly answers: MessagePort;
  /** 1 while a search goes on, 2 when its answer has been sent. */
  readonly signal: Int32Array;
}

const { answers, signal } = workerData as Wiring;

parentPort?.on('message', (search: Search) => void answer(search));

async function answer(search: Search): Promise<void> {
  mark(1);
  try {
    answers.postMessage(await findMembers(search), []);
  } catch {
    // An archive that can't be read any more holds nothing.
    answers.postMessage(new Map(), []);
  }
  mark(2);
}

function mark(state: number): void {
  Atomics.store(signal, 0, state);
  Atomics.notify(signal, 0);
}
