import { keyCandidates, type Candidate } from './candidates.ts';
import type { Actor } from './actor.ts';

/** What a try must promise to be worth its noise. */
const LEAST = 0.5;

/** Chooses the most promising try, with some mood in it; null where nothing is worth one. The longer he has waited, the less will do. */
export function chooseMove(actor: Actor, waited: number): Candidate | null {
  let best: Candidate | null = null;
  const least = LEAST * 0.8 ** waited;
  let most = least;
  for (const candidate of keyCandidates(actor, least)) {
    const worth = candidate.worth * actor.random.between(0.55, 1.45);
    if (worth <= most) continue;
    best = candidate;
    most = worth;
  }
  return best;
}
