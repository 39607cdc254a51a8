import { PairQueue } from './pair-queue.ts';

/**
 * Times of a group's events in order, the oldest of which are forgotten; what was forgotten is still counted. `limit`: of more than so many
 * the oldest are forgotten too, where a count beyond it makes no difference.
 */
export class TimeQueue {
  readonly #pairs = new PairQueue(false);
  readonly #limit: number;
  #forgotten = 0;

  constructor(limit = Infinity) {
    this.#limit = limit;
  }

  begin(): void {
    this.#pairs.clear();
    this.#forgotten = 0;
  }

  push(time: number): void {
    this.#pairs.push(time, 0);
    if (this.#pairs.length > this.#limit) this.#drop();
  }

  /** Forgets the times before this one. */
  forget(before: number): void {
    while (this.#pairs.length > 0 && this.#pairs.time(0) < before) this.#drop();
  }

  #drop(): void {
    this.#pairs.shift();
    this.#forgotten += 1;
  }

  /** How many times there were so far. */
  get count(): number {
    return this.#forgotten + this.#pairs.length;
  }

  /** How many of them were before this one; what is forgotten counts as before. */
  countBefore(time: number): number {
    return this.#forgotten + this.#at(time);
  }

  /** The first time at or after this one; undefined when there is none. */
  firstFrom(time: number): number | undefined {
    const at = this.#at(time);
    return at < this.#pairs.length ? this.#pairs.time(at) : undefined;
  }

  #at(time: number): number {
    let low = 0;
    let high = this.#pairs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#pairs.time(middle) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
