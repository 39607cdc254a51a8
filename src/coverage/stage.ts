import {
  blindTable,
  clockSkewTable,
  logMonthTable,
  logSourceTable,
  preservationTable,
  techniqueCoverageTable,
  type StageDefinition,
} from '../case/index.ts';
import { buildCoverage } from './build-coverage.ts';

/** What we could not see: blind intervals, clocks, what could have been seen at all, and what to save first. */
export function coverageStage(inputs: readonly string[]): StageDefinition {
  return {
    name: 'coverage',
    version: 3,
    inputs,
    tables: [blindTable, clockSkewTable, logMonthTable, logSourceTable, techniqueCoverageTable, preservationTable],
    run: buildCoverage,
  };
}
