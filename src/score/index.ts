export { score, type Score } from './score.ts';
export { readTruth, type Truth } from './truth.ts';
