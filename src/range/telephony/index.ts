export { drawTelephony } from './draw-telephony.ts';
export type { RecordColumn, RecordCondition, RecordQuestion } from './question.ts';
export { recordBlocks } from './record-blocks.ts';
export { newRecordCounts } from './record-counts.ts';
export { openRecordFinder } from './record-finder.ts';
export type { RecordCounts, RecordFile, Telephony } from './telephony.ts';
export { writeBlock, type RecordWorld } from './write-block.ts';
