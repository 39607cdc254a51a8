export { detectStage } from './detect.ts';
export { factsAt } from './facts-at.ts';
