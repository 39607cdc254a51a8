/**
 * How far people move about: the radius of gyration of phone users follows P(r) ~ (r + 5.8 km)^-1.65 with a cut-off
 * (M. González, C. Hidalgo, A.-L. Barabási: Understanding individual human mobility patterns. Nature 453:779, 2008). Kilometres, from 0 ≤ u < 1;
 * the country is smaller than theirs, so the tail ends at `most`.
 */
export function gyration(u: number, most: number): number {
  const beyond = (1 + most / SHORTEST) ** -TAIL;
  return SHORTEST * ((1 - u * (1 - beyond)) ** (-1 / TAIL) - 1);
}

const SHORTEST = 5.8;
const TAIL = 0.65;

/** A normal deviate of two fractions (G. Box, M. Muller, 1958). */
export function gauss(u: number, v: number): number {
  return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
}

/** `count` quantiles of a log-normal distribution, the smallest first: drawing one is a look into a table. */
export function logNormalQuantiles(count: number, median: number, sigma: number, most: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => Math.min(most, median * Math.exp(sigma * normalQuantile((i + 0.5) / count))));
}

/** Quantile of the standard normal distribution (Abramowitz & Stegun 26.2.23: error below 0.00045). */
export function normalQuantile(p: number): number {
  const tail = p < 0.5 ? p : 1 - p;
  const t = Math.sqrt(-2 * Math.log(tail));
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return p < 0.5 ? -z : z;
}
