export { detectStage } from './detect.ts';
