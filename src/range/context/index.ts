export { contextFiles } from './context-files.ts';
