export { hostJob } from './host-job.ts';
export type { LogJob } from './log-job.ts';
export { sharedOf, type Shared } from './shared.ts';
