export { exposureStage } from './stage.ts';
export type { StatementSource } from './environment.ts';
