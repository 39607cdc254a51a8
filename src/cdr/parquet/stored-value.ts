import { ofRow } from './source.ts';

/** How the values of a column are read, by its type. */
export interface StoredValue {
  /** The value as a text, as a database prints it: '' where there is none. */
  readonly text: string;
  /**
   * `time`: `us` is the value in µs since 1970 (of UTC when `zoned`, else of the wall clock), NULL where it is no moment; `number`: one that a
   * database prints as digits; `text`: all that its text tells.
   */
  readonly kind: 'time' | 'number' | 'text';
  readonly us: string;
  readonly zoned: boolean;
  readonly dateOnly: boolean;
  /** Whole numbers, for durations; '' for other types. */
  readonly whole: string;
}

const WHOLE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const PLAIN_TIME = /^TIMESTAMP(?:_S|_MS|_NS)?$/;

/** Reads a column named so, of a type as the engine names it. */
export function storedValue(name: string, type: string): StoredValue {
  const value = ofRow(name);
  const text = (sql: string): string => `coalesce(CAST(${sql} AS VARCHAR), '')`;
  const other = { us: 'CAST(NULL AS BIGINT)', zoned: false, dateOnly: false, whole: '' };
  if (PLAIN_TIME.test(type) || type === 'DATE') {
    const time = `TRY_CAST(${value} AS TIMESTAMP)`;
    return { ...other, text: text(type === 'DATE' ? value : time), kind: 'time', us: micros(time), dateOnly: type === 'DATE' };
  }
  if (type === 'TIMESTAMP WITH TIME ZONE') return { ...other, text: text(value), kind: 'time', us: micros(value), zoned: true };
  if (WHOLE.test(type)) return { ...other, text: text(value), kind: 'number', whole: value };
  if (type.startsWith('DECIMAL')) return { ...other, text: text(value), kind: 'number' };
  // PostgreSQL prints 1, the engine 1.0.
  if (type === 'DOUBLE' || type === 'FLOAT') return { ...other, text: `regexp_replace(${text(value)}, '\\.0$', '')`, kind: 'text' };
  // NULL as PostgreSQL's COPY writes it.
  if (type === 'VARCHAR') return { ...other, text: `coalesce(nullif(${value}, '\\N'), '')`, kind: 'text' };
  return { ...other, text: text(value), kind: 'text' };
}

/** Times beyond all calendars are infinite, and no moment. */
function micros(time: string): string {
  return `CASE WHEN isfinite(${time}) THEN epoch_us(${time}) END`;
}
