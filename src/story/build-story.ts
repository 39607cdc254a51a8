import {
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
 * The context is not used yet: tickets will be judgements made beforehand.
 */
export async function buildStory(input: StageInput, output: StageOutput, _context: CarrierContext): Promise<void> {
  const story = reconstruct(await loadFacts(input));
  await output.write(operationTable, story.operations);
  await output.write(waveTable, story.waves);
  await output.write(storyHostTable, story.hosts);
  await output.write(hopTable, story.hops);
  await output.write(stageTable, story.stages);
  await output.write(openQuestionTable, story.questions);
  await output.write(intruderSocketTable, story.sockets);
}
