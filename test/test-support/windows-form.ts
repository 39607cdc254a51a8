import type { WindowsSample } from './windows-samples.ts';

/** A way in which a tool writes Windows events, one record as its text; by what those tools are known to print. */
export type WindowsForm = (sample: WindowsSample, recordId: number) => string;
