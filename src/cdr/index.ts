export { loadCallRecords } from './call-records.ts';
export { identifierColumns, type CallRecordProblem, type CallRecordStore, type IdentifierColumn, type StoredColumn } from './store.ts';
export type { ColumnProfile } from './column-profile.ts';
export { storedTime, type StoredTime } from './stored-time.ts';
export { clockChange, utcOfWall, wallOfUtc, type Zone } from './zone.ts';
