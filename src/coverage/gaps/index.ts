export { clearedLogs, droppedRecords } from './cleared.ts';
export { darkMachines, machineSightings } from './dark-machines.ts';
export { silences } from './hours.ts';
export { mergeBlind } from './merge.ts';
export { missingSecurity } from './no-log.ts';
export { recordNumbers } from './record-gaps.ts';
export { rotatedLogs } from './rotated.ts';
