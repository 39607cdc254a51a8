export { IisLog, type Request } from './iis-log.ts';
