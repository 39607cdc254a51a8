/** A gap that chance makes once in a million logs is none of chance's. */
const CHANCE = 1e-6;

/**
 * How large a gap can be and still be one of this log's own: the tail through its quantiles, extended to where as many gaps as there are
 * would reach once in a million logs. `gaps` are hazards: under an even rhythm they are exponential with mean 1, and a tail is never taken to
 * be lighter than that. A heavier one (bursts) shows in the quantiles. Quantiles, because a few real gaps must not hide themselves.
 */
export function ordinaryLimit(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((a, b) => a - b);
  const even = Math.log(sorted.length / CHANCE);
  const [near, far] = sorted.length >= 200 ? [0.95, 0.99] : [0.9, 0.95];
  const [low, high] = [quantile(sorted, near), quantile(sorted, far)];
  const [lowEven, highEven] = [-Math.log(1 - near), -Math.log(1 - far)];
  if (high <= highEven && low <= lowEven) return even;
  // Weibull: ln(-ln(1-p)) is linear in ln(x). The shape is at most 1 (exponential), and not so small that the limit means nothing.
  const shape = low <= 0 ? MOST_HEAVY : Math.min(1, Math.max(MOST_HEAVY, Math.log(highEven / lowEven) / Math.log(high / low)));
  return Math.max(even, high * (even / highEven) ** (1 / shape));
}

const MOST_HEAVY = 0.4;

/** The value below which `share` of a sorted, non-empty list lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The middle value of a list; 0 of an empty one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
