export type { ParquetColumn } from './column.ts';
export { parquetFile } from './parquet-file.ts';
