export { compactStage } from './compact.ts';
export { runPass } from './pass.ts';
export type { TaskFile } from './task.ts';
