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
  type StageInput,
  type StageOutput,
} from '../case/index.ts';
import { loadFacts } from './load.ts';
import { reconstruct } from './reconstruct.ts';

/**
 * Stage 4: reads facts, findings and coverage, writes the story's tables. No operation is an answer.
 * A ticket of the context is a judgement made beforehand: what it announced is no operation.
 */
export async function buildStory(input: StageInput, output: StageOutput, context: CarrierContext): Promise<void> {
  const story = reconstruct(await loadFacts(input), context.tickets);
  await output.write(operationTable, story.operations);
  await output.write(waveTable, story.waves);
  await output.write(storyHostTable, story.hosts);
  await output.write(hopTable, story.hops);
  await output.write(stageTable, story.stages);
  await output.write(openQuestionTable, story.questions);
  await output.write(intruderSocketTable, story.sockets);
  await output.write(authorisedTable, story.authorised);
}
