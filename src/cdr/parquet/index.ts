export { parquetSelects, type StoreReading } from './parquet-records.ts';
export { isParquet, ParquetProbe, type ParquetFile } from './probe.ts';
