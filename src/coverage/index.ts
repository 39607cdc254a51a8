export { coverageStage } from './stage.ts';
