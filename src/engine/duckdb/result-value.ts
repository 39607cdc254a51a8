import { DuckDBListValue, DuckDBStructValue, DuckDBTimestampValue, DuckDBDecimalValue } from '@duckdb/node-api';
import type { ResultValue } from '../engine.ts';

/** Turns a value of the DuckDB client into plain JavaScript: TIMESTAMP as µs since 1970, wide integers as numbers or digits. */
export function resultValue(value: unknown): ResultValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof DuckDBTimestampValue) return Number(value.micros);
  if (value instanceof DuckDBListValue) return value.items.map(resultValue);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, resultValue(entry)]));
  }
  if (value instanceof DuckDBDecimalValue) return value.scale === 0 ? resultValue(value.value) : value.toDouble();
  throw new TypeError(`a result column has a type outside the portable set: ${Object.prototype.toString.call(value)}`);
}
