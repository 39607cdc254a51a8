import type { Act } from '../../operation/index.ts';
import { accessTruth } from '../../warehouse/index.ts';
import type { PlayedOperation, QueryAnswer, WorldBase } from '../../world/index.ts';
import type { Asked, Chronicle } from './chronicle.ts';
import { operationTruth } from './operation-truth.ts';

/**
 * An operation whose truth can be told once its questions are answered. `acts`: those of the world, in order of time. `intrusion`: whether
 * there is a story to tell, or accesses alone.
 */
export function playedOperation(base: WorldBase, chronicle: Chronicle, acts: readonly Act[], intrusion = true): PlayedOperation {
  const own = new Map(chronicle.asked.map((asked) => [asked.act, asked] as const));
  const queries: number[] = [];
  const asked: Asked[] = [];
  for (const [number, act] of acts.entries()) {
    const one = act.act === 'query' ? own.get(act) : undefined;
    if (one === undefined) continue;
    queries.push(number);
    asked.push(one);
  }
  return {
    queries,
    truth: (answers, keeping) => ({
      operations: intrusion ? [operationTruth(base, chronicle, keeping)] : [],
      accesses: asked.map(({ activity, act, wave }, i) => accessTruth(base, activity, act, answers[i] ?? NOTHING, wave, keeping)),
      targets: [...new Set(asked.flatMap(({ act }) => act.question.targets))],
    }),
  };
}

const NOTHING: QueryAnswer = { recordIds: [] };
