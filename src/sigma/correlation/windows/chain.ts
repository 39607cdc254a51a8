import { passage, type MomentRecord } from './passage.ts';

/** Steps in order, and between them what must not be seen. Numbers are positions in the list of rules. */
export interface ChainPlan {
  readonly steps: readonly number[];
  /** One entry more than steps: what is forbidden before the first, between two, after the last. Each as bits. */
  readonly forbidden: readonly number[];
}

/**
 * Follows one order of steps through the events of a group. For each number of steps it knows the latest time at which an order of that
 * many can have begun: a later beginning serves at least as long. Equal times stand in whatever order serves, but one record is one step.
 */
export class Chain {
  readonly #plan: ChainPlan;
  readonly #span: number;
  readonly #anyForbidden: number;
  /** The latest beginning of the first n steps, by n; of none of them it is now. */
  readonly #begun: Float64Array;
  #blockedUntil = -Infinity;

  constructor(plan: ChainPlan, span: number) {
    this.#plan = plan;
    this.#span = span;
    this.#anyForbidden = plan.forbidden.reduce((all, bits) => all | bits, 0);
    this.#begun = new Float64Array(plan.steps.length + 1);
  }

  begin(): void {
    this.#begun.fill(-Infinity);
    this.#blockedUntil = -Infinity;
  }

  /** Latest beginning of an order of all steps, whenever it was whole. */
  get whole(): number {
    return this.#begun[this.#plan.steps.length] ?? -Infinity;
  }

  /**
   * Takes in the records of a moment, `all` of whose bits are given too, and tells the latest beginning of an order whose last step is one of
   * them; -Infinity for none. `lasting` are the rules, as bits, whose events last through this moment.
   */
  moment(time: number, records: readonly MomentRecord[], all: number, lasting: number): number {
    const [only] = records;
    if (records.length === 1 && only !== undefined && lasting === 0 && (all & this.#anyForbidden) === 0)
      return this.#single(time, only.steps);
    const { steps, forbidden } = this.#plan;
    const broken = forbidden.map((bits) => (bits & all) !== 0);
    if (broken[0] === true) this.#blockedUntil = time + this.#span;
    for (let n = 1; n < steps.length; n++) if (broken[n] === true) this.#begun[n] = -Infinity;
    this.#begun[0] = this.#beginning(time);
    const reached = passage(this.#begun, steps, records, lasting, broken);
    for (let n = 1; n <= steps.length; n++) {
      if (n < steps.length && broken[n] === true) continue;
      this.#begun[n] = Math.max(this.#begun[n] ?? -Infinity, reached[n] ?? -Infinity);
    }
    return reached[steps.length] ?? -Infinity;
  }

  /** The usual case: one record, nothing forbidden. The last step first, so that it is one step only. */
  #single(time: number, bits: number): number {
    const { steps } = this.#plan;
    const begun = this.#begun;
    begun[0] = this.#beginning(time);
    let whole = -Infinity;
    for (let n = steps.length - 1; n >= 0; n--) {
      if ((bits & (1 << (steps[n] ?? 31))) === 0) continue;
      const begin = begun[n] ?? -Infinity;
      if (n === steps.length - 1) whole = begin;
      if (begin > (begun[n + 1] ?? -Infinity)) begun[n + 1] = begin;
    }
    return whole;
  }

  #beginning(time: number): number {
    return time > this.#blockedUntil ? time : -Infinity;
  }
}
