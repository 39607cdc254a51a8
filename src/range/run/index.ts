export { drawWorld } from './draw-world.ts';
export { knobsOf, sizes, type Size } from './knobs-of.ts';
export { rangeScenario } from './range-scenario.ts';
export { RangeRun } from './range-run.ts';
export { Rehearser } from './rehearser.ts';
export { rehearseWorld } from './rehearse-world.ts';
export type { RunResult, RunSettings, RunTask } from './task.ts';
