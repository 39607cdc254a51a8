import type { MomentRecord } from './passage.ts';

/** The records of one moment, each with the rules that matched it. */
export class MomentRecords {
  readonly #most: number;
  #records: MomentRecord[] = [];
  /** Every rule that matched one of them, as bits. */
  all = 0;

  /** `most`: how many records that the same rules matched can matter. */
  constructor(most: number) {
    this.#most = most;
  }

  add(step: number, same: boolean): void {
    const bit = 1 << step;
    this.all |= bit;
    const last = this.#records.at(-1);
    if (same && last !== undefined) last.steps |= bit;
    else this.#records.push({ steps: bit });
  }

  clear(): void {
    if (this.#records.length > 0) this.#records = [];
    this.all = 0;
  }

  /** The records, of very many alike only as many as can matter. */
  list(): readonly MomentRecord[] {
    if (this.#records.length <= this.#most) return this.#records;
    const alike = new Map<number, number>();
    return this.#records.filter(({ steps }) => {
      const before = alike.get(steps) ?? 0;
      alike.set(steps, before + 1);
      return before < this.#most;
    });
  }
}
