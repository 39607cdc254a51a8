export { compactStage } from './compact/index.ts';
export { runPass, type PassProgress } from './pass.ts';
export { cutFile } from './plan.ts';
export type { TaskFile } from './task.ts';
