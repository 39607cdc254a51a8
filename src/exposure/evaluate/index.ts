export { canonicalColumns, columnsOfBits, TakenRecords, type Taken } from './taken-records.ts';
