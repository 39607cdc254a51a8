export { EvtxLog, writeEvtx, type EvtxSummary } from './evtx-file.ts';
export type { EventDefinition, EventField, EventProvider, EventRecord } from './event.ts';
export { writeSystemTime } from './value-bytes.ts';
export type { EventValue, ValueType } from './value-type.ts';
