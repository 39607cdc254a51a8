import type { Authorised, Hop, IntruderSocket, OpenQuestion, Operation, Stage, StoryHost, Wave } from '../case/index.ts';

/** The rows that the stage writes, by table, each list in its table's order. */
export interface Story {
  readonly operations: readonly Operation[];
  readonly waves: readonly Wave[];
  readonly hosts: readonly StoryHost[];
  readonly hops: readonly Hop[];
  readonly stages: readonly Stage[];
  readonly questions: readonly OpenQuestion[];
  readonly sockets: readonly IntruderSocket[];
  /** What tickets announced; no operation is claimed of it. */
  readonly authorised: readonly Authorised[];
}
