import { SECOND } from '../moment.ts';
import type { ParquetColumn } from './parquet/index.ts';

/** Lines gathered before they become bytes. */
const LINES = 20_000;

/** Columns as delimited text: a header, commas, no value as nothing, times as `2024-04-01 00:32:44`. None of their texts needs quotes. */
export function delimitedRecords(columns: readonly ParquetColumn[]): Uint8Array[] {
  const rows = columns[0]?.values.length ?? 0;
  const cells = columns.map(cellsOf);
  const parts = [Buffer.from(`${columns.map(({ name }) => name).join(',')}\n`)];
  for (let from = 0; from < rows; from += LINES) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + LINES); row++) {
      text += cells[0]?.(row) ?? '';
      for (let column = 1; column < cells.length; column++) text += `,${cells[column]?.(row) ?? ''}`;
      text += '\n';
    }
    parts.push(Buffer.from(text));
  }
  return parts;
}

function cellsOf(column: ParquetColumn): (row: number) => string {
  const { kind, values } = column;
  if (kind === 'text') {
    const { dictionary } = column;
    return (row) => dictionary[values[row] ?? -1] ?? '';
  }
  const known = new Map<number, string>();
  if (kind === 'time') return (row) => timeText(values[row] ?? 0, known);
  return (row) => {
    const value = values[row] ?? NaN;
    return value === value ? String(value) : '';
  };
}

const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

/** `days` holds the dates that were written before. */
function timeText(at: number, days: Map<number, string>): string {
  const seconds = Math.floor(at / SECOND);
  const day = Math.floor(seconds / 86_400);
  const second = seconds - day * 86_400;
  const date = days.get(day) ?? new Date(day * 86_400_000).toISOString().slice(0, 10);
  days.set(day, date);
  return `${date} ${two[Math.floor(second / 3600)]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}`;
}
