/** Blocks are split at twice, and joined to nothing at none of, this many values. */
const BLOCK = 512;

/** Numbers kept in order while some come and others go; in blocks, so that neither costs the length of the whole. */
export class SortedValues {
  #blocks: number[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#blocks = [];
    this.#size = 0;
  }

  add(value: number): void {
    this.#size += 1;
    const at = Math.min(this.#blockOf(value), this.#blocks.length - 1);
    const block = this.#blocks[at];
    if (block === undefined) {
      this.#blocks.push([value]);
      return;
    }
    block.splice(lowerBound(block, value), 0, value);
    if (block.length > 2 * BLOCK) this.#blocks.splice(at + 1, 0, block.splice(BLOCK));
  }

  /** Removes one of this value, which must be there. */
  remove(value: number): void {
    const at = this.#blockOf(value);
    const block = this.#blocks[at];
    if (block === undefined) return;
    block.splice(lowerBound(block, value), 1);
    this.#size -= 1;
    if (block.length === 0) this.#blocks.splice(at, 1);
  }

  /** The value at a position from 0; NaN beyond the last. */
  at(position: number): number {
    let left = position;
    for (const block of this.#blocks) {
      if (left < block.length) return block[left] ?? NaN;
      left -= block.length;
    }
    return NaN;
  }

  /** The first block whose last value is not below this one. */
  #blockOf(value: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#blocks[middle]?.at(-1) ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function lowerBound(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
