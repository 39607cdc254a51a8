export { score, type Score } from './score.ts';
export { readTruth } from './truth.ts';
