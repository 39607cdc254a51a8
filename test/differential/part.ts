/** What one run of the comparison is. */
export interface Setting {
  readonly seed: number;
  readonly thin: number;
  /** Generated pairs of a rule and an event. */
  readonly pairs: number;
  readonly workers: number;
}

/** One worker's share: every so many-th event, and its own generated pairs. */
export interface Part extends Setting {
  readonly worker: number;
}

/** What a worker found. */
export interface PartResult {
  readonly name: 'without logsources' | 'by logsource' | 'generated';
  readonly events: number;
  readonly pairs: number;
  readonly matches: number;
  readonly differences: readonly PartDifference[];
}

/** A pair of which the engine and the evaluator say different things; rule and event as text. */
export interface PartDifference {
  readonly rule: string;
  readonly event: string;
  readonly engine: boolean;
  readonly naive: boolean;
}
