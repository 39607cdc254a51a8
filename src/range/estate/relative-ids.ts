import type { Random } from '../random.ts';

/** Hands out relative ids of the two domains: they only grow, and leave gaps for what was deleted since. */
export class RelativeIds {
  readonly #random: Random;
  readonly #last: [number, number];

  constructor(random: Random) {
    this.#random = random;
    this.#last = [random.integer(1_100, 1_180), random.integer(1_100, 1_150)];
  }

  next(domain: 0 | 1): number {
    return (this.#last[domain] += this.#random.integer(1, 7));
  }
}
