import {
  authorisedTable,
  hopTable,
  intruderSocketTable,
  openQuestionTable,
  operationTable,
  stageTable,
  storyHostTable,
  waveTable,
  type CarrierContext,
  type StageDefinition,
} from '../case/index.ts';
import { buildStory } from './build-story.ts';

/** Stage 4: facts and findings become hops, waves, held hosts and questions. */
export function storyStage(context: CarrierContext, inputs: readonly string[]): StageDefinition {
  return {
    name: 'story',
    version: 9,
    inputs,
    tables: [operationTable, waveTable, storyHostTable, hopTable, stageTable, openQuestionTable, intruderSocketTable, authorisedTable],
    run: (input, output) => buildStory(input, output, context),
  };
}
