export { encodeEvtx, writeEvtx, type EvtxOptions, type EvtxSummary } from './evtx-file.ts';
export type { EventBody, EventDefinition, EventField, EventProvider, EventRecord } from './event.ts';
export type { EventValue, ValueType } from './value-type.ts';
