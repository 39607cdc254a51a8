import { blindOf } from '../intruder/index.ts';
import type { Truth } from '../truth.ts';
import type { World } from '../world/index.ts';
import type { Answers } from './answers.ts';

/** The truth of all operations of a world, once it is known what their questions returned. */
export function truthOf(world: World, answers: Answers): Truth {
  const told = world.operations.map((operation) =>
    operation.truth(
      operation.queries.map((number) => answers.found.get(number) ?? { recordIds: [] }),
      world.keeping,
    ),
  );
  return {
    scenario: world.scenario,
    seed: world.knobs.seed,
    days: world.span.days,
    operations: told.flatMap((one) => one.operations),
    accesses: told.flatMap((one) => one.accesses).sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1)),
    targets: [...new Set(told.flatMap((one) => one.targets))],
    blind: blindOf(world, world.keeping),
  };
}
