/**
 * Keeps what several caches remember within one bound. Each keeps two generations; when the younger ones together have grown to the limit all
 * caches turn: the younger becomes the older, and the older is forgotten. So at most twice the limit is held, whatever a log may contain.
 */
export class BoundedMemory {
  readonly #limit: number;
  readonly #turns: (() => void)[] = [];
  #held = 0;

  /** `limit` in bytes, as the caches estimate them. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Registers a cache; `turn` is called when it is to forget its older generation. */
  onTurn(turn: () => void): void {
    this.#turns.push(turn);
  }

  /** Tells that a cache has grown. */
  grow(bytes: number): void {
    this.#held += bytes;
    if (this.#held < this.#limit) return;
    this.#held = 0;
    for (const turn of this.#turns) turn();
  }
}
