/** A record of one moment: the rules that matched it, as bits. */
export interface MomentRecord {
  steps: number;
}

/**
 * How far orders come within one moment: for each number of steps the latest beginning of one whose last step is a record of this moment (or
 * an event that lasts through it). Each record can be one step only.
 */
export function passage(
  begun: Float64Array,
  steps: readonly number[],
  records: readonly MomentRecord[],
  lasting: number,
  broken: readonly boolean[],
): Float64Array {
  const reached = new Float64Array(steps.length + 1).fill(-Infinity);
  for (let from = 0; from < steps.length; from++) {
    const begin = begun[from] ?? -Infinity;
    if (begin === -Infinity) continue;
    const match = new Matching(steps, records, lasting);
    for (let n = from; n < steps.length; n++) {
      if (n > from && broken[n] === true) break;
      if (!match.take(n)) break;
      reached[n + 1] = Math.max(reached[n + 1] ?? -Infinity, begin);
    }
  }
  return reached;
}

/** Gives each step a record of its own. */
class Matching {
  readonly #steps: readonly number[];
  readonly #records: readonly MomentRecord[];
  readonly #lasting: number;
  /** The step that has a record, by the record's position. */
  readonly #taken = new Map<number, number>();

  constructor(steps: readonly number[], records: readonly MomentRecord[], lasting: number) {
    this.#steps = steps;
    this.#records = records;
    this.#lasting = lasting;
  }

  /** Whether there is a record for this step too, be it that another step takes another one. */
  take(n: number): boolean {
    return (this.#lasting & (1 << (this.#steps[n] ?? 31))) !== 0 || this.#find(n, new Set());
  }

  #find(n: number, tried: Set<number>): boolean {
    const bit = 1 << (this.#steps[n] ?? 31);
    for (const [i, record] of this.#records.entries()) {
      if ((record.steps & bit) === 0 || tried.has(i)) continue;
      tried.add(i);
      const other = this.#taken.get(i);
      if (other !== undefined && !this.#find(other, tried)) continue;
      this.#taken.set(i, n);
      return true;
    }
    return false;
  }
}
