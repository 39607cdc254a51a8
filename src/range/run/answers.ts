import { openRecordFinder } from '../telephony/index.ts';
import type { QueryAnswer, World } from '../world/index.ts';

/** What the acts' questions returned, by the number of the act. */
export interface Answers {
  readonly found: ReadonlyMap<number, QueryAnswer>;
  readonly rows: ReadonlyMap<number, number>;
}

/** Finds what each question to the warehouse returned, in the call records as they were written to `folder`. */
export async function answerQuestions(world: World, folder: string): Promise<Answers> {
  const found = new Map<number, QueryAnswer>();
  const asked = [...world.acts.entries()].flatMap(([number, act]) => (act.act === 'query' ? [{ number, act }] : []));
  if (asked.length > 0) {
    const finder = await openRecordFinder(world, folder);
    try {
      for (const { number, act } of asked) {
        // Who gives up before the end is sent nothing: the rows come when the statement is through.
        const recordIds = act.question.cancelled === true ? [] : await finder.find(act.question, act.at);
        found.set(number, { recordIds });
      }
    } finally {
      finder.close();
    }
  }
  return { found, rows: new Map([...found].map(([number, { recordIds }]) => [number, recordIds.length])) };
}
