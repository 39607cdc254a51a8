export { compactStage } from './compact.ts';
export { runPass, type PassProgress } from './pass.ts';
export type { PassSettings, TaskFile } from './task.ts';
