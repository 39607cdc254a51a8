export { buildExposure } from './build-exposure.ts';
export { exposureStage } from './stage.ts';
export type { ExposureEnvironment, ExposureProblems, StatementSource } from './environment.ts';
