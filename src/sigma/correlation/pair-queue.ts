/** Times, and with each a value, in the order they came: 16 bytes a pair (8 without values), because a window of years may hold millions. */
export class PairQueue {
  #times = new Float64Array(256);
  #values: Float64Array<ArrayBuffer>;
  #head = 0;
  #tail = 0;

  constructor(valued = true) {
    this.#values = new Float64Array(valued ? 256 : 0);
  }

  get length(): number {
    return this.#tail - this.#head;
  }

  clear(): void {
    this.#head = this.#tail = 0;
  }

  push(time: number, value: number): void {
    if (this.#tail === this.#times.length) this.#makeRoom();
    this.#times[this.#tail] = time;
    this.#values[this.#tail] = value;
    this.#tail += 1;
  }

  /** Drops the oldest. */
  shift(): void {
    this.#head += 1;
  }

  /** Time of a pair, counted from the oldest. */
  time(at: number): number {
    return this.#times[this.#head + at] ?? NaN;
  }

  value(at: number): number {
    return this.#values[this.#head + at] ?? NaN;
  }

  setValue(at: number, value: number): void {
    this.#values[this.#head + at] = value;
  }

  #makeRoom(): void {
    const grown = this.length * 2 > this.#times.length ? this.#times.length * 2 : this.#times.length;
    this.#times = moved(this.#times, this.#head, this.#tail, grown);
    if (this.#values.length > 0) this.#values = moved(this.#values, this.#head, this.#tail, grown);
    this.#tail -= this.#head;
    this.#head = 0;
  }
}

function moved(numbers: Float64Array<ArrayBuffer>, from: number, to: number, size: number): Float64Array<ArrayBuffer> {
  if (size === numbers.length) return numbers.copyWithin(0, from, to);
  const grown = new Float64Array(size);
  grown.set(numbers.subarray(from, to));
  return grown;
}
