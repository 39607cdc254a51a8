/** `part / whole`; null where there is nothing to measure. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Precision: share of claims that are true. Recall: share of the truth that was claimed. */
export interface PrecisionRecall {
  readonly precision: number | null;
  readonly recall: number | null;
}

export function setScore(claimed: ReadonlySet<string>, real: ReadonlySet<string>): PrecisionRecall {
  const right = [...claimed].filter((item) => real.has(item)).length;
  return { precision: ratio(right, claimed.size), recall: ratio(right, real.size) };
}
