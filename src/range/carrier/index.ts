export { drawCallRecords, recordLine, type CallRecord, type RecordColumns } from './call-record.ts';
export { fictionalPlan, spellings } from './number-plan.ts';
export { areaOf, drawSubscribers, type Subscriber } from './subscriber.ts';
