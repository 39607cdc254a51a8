export { postgresqlCsvlog } from './csvlog.ts';
