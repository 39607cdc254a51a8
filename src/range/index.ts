export { rehearse, type RehearsalSummary, type RehearsedFile, type RehearseOptions } from './rehearse.ts';
export { scenarios, type Rehearsal, type RehearsalRequest, type Scenario } from './scenario.ts';
export { fictionalPlan } from './carrier/index.ts';
export type { Truth } from './truth.ts';
export * from './evtx/index.ts';
export { securityRecords, type SecurityStream } from './windows/index.ts';
