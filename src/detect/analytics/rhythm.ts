/** How requests follow each other, taken in one pass in time order. */
export class Rhythm {
  readonly #lastOf = new Map<string, number>();
  #gaps = 0;
  #mean = 0;
  #squares = 0;
  #minute = Number.NaN;
  #inMinute = 0;
  #fastest = 0;

  /** One request of a client, in µs since 1970. */
  add(time: number, client: string): void {
    const before = this.#lastOf.get(client);
    this.#lastOf.set(client, time);
    // Welford's method: exact enough over millions of gaps.
    if (before !== undefined) {
      const gap = (time - before) / 1e6;
      this.#gaps++;
      const delta = gap - this.#mean;
      this.#mean += delta / this.#gaps;
      this.#squares += delta * (gap - this.#mean);
    }
    const minute = Math.floor(time / 60e6);
    this.#inMinute = minute === this.#minute ? this.#inMinute + 1 : 1;
    this.#minute = minute;
    this.#fastest = Math.max(this.#fastest, this.#inMinute);
  }

  /** Most requests within one minute of the clock. */
  get fastestMinute(): number {
    return this.#fastest;
  }

  /** Standard deviation of the gaps between a client's requests over their mean: near 0 for a machine that asks on a beat, 1 and more for bursts and pauses. */
  get unevenness(): number {
    if (this.#gaps === 0 || this.#mean === 0) return 0;
    return Math.sqrt(this.#squares / this.#gaps) / this.#mean;
  }
}
