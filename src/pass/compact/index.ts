export { compactStage } from './stage.ts';
