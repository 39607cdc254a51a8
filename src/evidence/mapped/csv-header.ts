import type { LogFormat } from '../../case/index.ts';
import type { EvidenceFile } from '../reader.ts';
import { byteOrderMark, decodeText, readCsvRecords, readLines, type CsvShape } from '../text/index.ts';

/** Longest record that is read, in bytes, and most columns that are kept. */
const RECORD_LIMIT = 16 << 20;
export const MOST_COLUMNS = 2048;

/** Where the records of a delimited text begin, and their columns' names. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly from: number;
}

export function shapeOf({ delimiter, quote }: LogFormat): CsvShape {
  return {
    limit: RECORD_LIMIT,
    columns: MOST_COLUMNS,
    delimiter: delimiter.charCodeAt(0),
    quote: quote === null ? null : quote.charCodeAt(0),
    starts: () => true,
    reach: 0,
  };
}

/** The header of a file: given by the format, or its first record, or the one that begins as the format says; null when there is none. */
export function headerOf(format: LogFormat, file: EvidenceFile): CsvHeader | null {
  const start = format.begins === null ? 0 : lineThatBegins(format.begins, file);
  if (start === null) return null;
  if (format.header !== null) return { names: format.header, from: start };
  let header: CsvHeader | null = null;
  let damaged = false;
  readCsvRecords(file, start, shapeOf(format), {
    record(record) {
      const names = Array.from({ length: Math.min(record.count, MOST_COLUMNS) }, (_, i) => (record.text(i) ?? '').trim());
      header = { names, from: record.offset + record.size };
      return false;
    },
    refuse: () => void (damaged = true),
  });
  return damaged ? null : header;
}

function lineThatBegins(text: string, file: EvidenceFile): number | null {
  let found: number | null = null;
  readLines(file, RECORD_LIMIT, {
    line(bytes, offset) {
      const mark = offset === 0 ? byteOrderMark(bytes) : 0;
      if (decodeText(bytes.subarray(mark, mark + text.length * 4)).startsWith(text)) found = offset + mark;
      return found === null;
    },
    refuse: () => undefined,
  });
  return found;
}
