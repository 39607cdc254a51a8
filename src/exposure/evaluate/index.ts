export { columnsOfBits, returnedColumns, TakenRecords } from './taken-records.ts';
