export { hostJob } from './host-job.ts';
export type { LogJob } from './log-job.ts';
