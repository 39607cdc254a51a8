import { parentPort, workerData } from 'node:worker_threads';
import { generatedAgreement } from './generated-pairs.ts';
import type { Part } from './part.ts';
import { realAgreement } from './real-pairs.ts';

// Given by run.ts, and by nothing else.
const part = workerData as Part;
parentPort?.postMessage([...realAgreement(part), ...generatedAgreement(part)], []);
