export type * from './engine.ts';
export { Duckdb } from './duckdb/duckdb.ts';
export type { TableAppender } from './duckdb/table-appender.ts';
