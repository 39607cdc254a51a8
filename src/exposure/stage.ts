import {
  accessTable,
  callRecordProblemTable,
  callRecordStoreTable,
  exposureTotalTable,
  ledgerTable,
  stolenRecordTable,
  targetTable,
  type StageDefinition,
} from '../case/index.ts';
import { buildExposure } from './build-exposure.ts';
import type { ExposureEnvironment } from './environment.ts';

/** Stage 5: accesses, the stolen set, targets and the ledger. `inputs` must name the evidence, the story, the context and the call records. */
export function exposureStage(environment: ExposureEnvironment, inputs: readonly string[]): StageDefinition {
  return {
    name: 'exposure',
    version: 1,
    inputs,
    tables: [accessTable, stolenRecordTable, targetTable, ledgerTable, exposureTotalTable, callRecordStoreTable, callRecordProblemTable],
    async run(input, output) {
      await buildExposure(input, output, environment);
    },
  };
}
