import type { RangeScenario } from '../world/index.ts';
import { insider } from './insider.ts';
import { pentest } from './pentest.ts';
import { quiet } from './quiet.ts';
import { softCell, softCellSlow } from './soft-cell.ts';
import { twoActors } from './two-actors.ts';

/** Every course of events that a whole carrier can be played with; a new one is one line here. */
export const rangeScenarios: readonly RangeScenario[] = [softCell, softCellSlow, insider, pentest, twoActors, quiet];
