import type { Scenario } from './scenario.ts';
import { playSlice } from './slice/slice.ts';

/** Every scenario by name; a new one is one line here. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map([['slice', playSlice]]);
