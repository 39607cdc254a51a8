import { availableParallelism } from 'node:os';
import { openRecordFinder } from '../telephony/index.ts';
import type { QueryAnswer, World } from '../world/index.ts';

/** What the acts' questions returned, by the number of the act. */
export interface Answers {
  readonly found: ReadonlyMap<number, QueryAnswer>;
  readonly rows: ReadonlyMap<number, number>;
}

/** Finds what each question to the warehouse returned, in the call records as they were written to `folder`. */
export async function answerQuestions(world: World, folder: string): Promise<Answers> {
  const asked = [...world.acts.entries()].flatMap(([number, act]) => (act.act === 'query' ? [{ number, act }] : []));
  if (asked.length === 0) return { found: new Map(), rows: new Map() };
  const answers: (readonly [number, QueryAnswer])[] = [];
  const waiting = asked.entries();
  const finder = await openRecordFinder(world, folder);
  const ask = async (): Promise<void> => {
    for (const [place, { number, act }] of waiting) {
      // Who gives up before the end is sent nothing: the rows come when the statement is through.
      const recordIds = act.question.cancelled === true ? [] : await finder.find(act.question, act.at);
      answers[place] = [number, { recordIds }];
    }
  };
  try {
    // A core each: a question that several share spends more on waiting than it gains.
    const ends = await Promise.allSettled(Array.from({ length: availableParallelism() }, ask));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    finder.close();
  }
  return { found: new Map(answers), rows: new Map(answers.map(([number, { recordIds }]) => [number, recordIds.length])) };
}
