export { MemorySink } from './file-sink.ts';
export { rehearse, scenarioNames, worldRun, type RehearsalSummary } from './rehearse.ts';
export { RangeRun, Rehearser, sizes, type RunResult, type RunSettings, type RunTask, type Size } from './run/index.ts';
export type { Truth } from './truth.ts';
export { goals, knowledgeAtStart, logSources, type Knobs, type LogSource } from './world/index.ts';
