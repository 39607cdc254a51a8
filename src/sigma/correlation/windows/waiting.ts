import type { Fire } from './window.ts';

/** Moments that have yet to fire, in the order of their times. */
export class Waiting {
  readonly #fire: Fire;
  #moments: { readonly time: number; from: number }[] = [];
  #head = 0;

  constructor(fire: Fire) {
    this.#fire = fire;
  }

  clear(): void {
    this.#moments = [];
    this.#head = 0;
  }

  add(time: number, from: number): void {
    let at = this.#moments.length;
    while (at > this.#head && (this.#moments[at - 1]?.time ?? 0) > time) at--;
    const before = at > this.#head ? this.#moments[at - 1] : undefined;
    if (before?.time === time) before.from = Math.min(before.from, from);
    else this.#moments.splice(at, 0, { time, from });
  }

  /** Lets fire what lies before a time. */
  release(before: number): void {
    for (let next = this.#moments[this.#head]; next !== undefined && next.time < before; next = this.#moments[++this.#head]) {
      this.#fire(next.time, next.from);
    }
    if (this.#head > 1024 && this.#head * 2 > this.#moments.length) {
      this.#moments = this.#moments.slice(this.#head);
      this.#head = 0;
    }
  }
}
