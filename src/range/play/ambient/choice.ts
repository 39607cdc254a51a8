import type { Random } from '../../random.ts';
import type { Routine } from './routine.ts';

/** Routines to choose from, by their weights. */
export class Choice {
  /** About how many records one draw writes. */
  readonly mean: number;
  readonly #routines: readonly Routine[];
  readonly #upTo: Float64Array;
  readonly #total: number;

  constructor(routines: readonly Routine[]) {
    this.#routines = routines;
    this.#upTo = new Float64Array(routines.length);
    let total = 0;
    let records = 0;
    for (const [i, routine] of routines.entries()) {
      total += routine.weight;
      records += routine.weight * routine.records;
      this.#upTo[i] = total;
    }
    this.#total = total;
    this.mean = records / total;
  }

  draw(random: Random): Routine {
    const point = random.fraction() * this.#total;
    let i = 0;
    while (i < this.#upTo.length - 1 && (this.#upTo[i] ?? 0) <= point) i++;
    const routine = this.#routines[i];
    if (routine === undefined) throw new RangeError('nothing to choose from');
    return routine;
  }
}
