export { IisLog } from './iis-log.ts';
