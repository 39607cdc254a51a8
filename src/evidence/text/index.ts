export { CsvRecord } from './csv-record.ts';
export { readCsvRecords, type CsvRefusal, type CsvShape, type CsvVisitor } from './csv-records.ts';
export { byteOrderMark, decodeText } from './decode.ts';
export type { PlacedLineVisitor, Span } from './line-scan.ts';
export { LineText } from './line-text.ts';
export { cutAtLines, readLines, readMarkedLines, readPlacedLines } from './lines.ts';
export { SplitLine } from './split-line.ts';
export { secondsOfDay } from './time-of-day.ts';
