export { storyStage } from './stage.ts';
