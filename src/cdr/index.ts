export { loadCallRecords } from './call-records.ts';
export { identifierColumns, type CallRecordProblem, type CallRecordStore, type StoredColumn } from './store.ts';
export { storedTime } from './stored-time.ts';
