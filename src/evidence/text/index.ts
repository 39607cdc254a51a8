export { CsvRecord } from './csv-record.ts';
export { readCsvRecords, type CsvRefusal, type CsvShape, type CsvVisitor } from './csv-records.ts';
export { byteOrderMark, decodeText } from './decode.ts';
export { readLines, type LineVisitor } from './lines.ts';
