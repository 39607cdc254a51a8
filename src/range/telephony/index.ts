export type { RecordColumn, RecordCondition, RecordQuestion } from './question.ts';
export type { RecordCounts, RecordFile, RecordFinder, SubscriberKind, Telephony } from './telephony.ts';
