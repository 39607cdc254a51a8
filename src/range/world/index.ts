export { drawKeeping, sensors } from './keep.ts';
export type { Keeping } from './keeping.ts';
export {
  goals,
  knowledgeAtStart,
  logSources,
  type Goal,
  type KnowledgeAtStart,
  type Knobs,
  type LogSource,
  type Span,
  type Stealth,
} from './knobs.ts';
export type { PlayedOperation, QueryAnswer, RangeScenario, Ticket, World, WorldBase } from './world.ts';
