import type { Random } from '../random.ts';

/** How often something happens that happens `mean` times on average, each time by itself (Poisson; meant for small means). */
export function drawCount(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.fraction(); product > limit && count < 200; product *= random.fraction()) count++;
  return count;
}

/** A number around 0, most within ±1 (the sum of three even draws; its variance is 1/4). */
export function drawAround(random: Random): number {
  return random.fraction() + random.fraction() + random.fraction() - 1.5;
}

/** A factor whose logarithm is even on both sides: 1 for who is in the middle, five times that for one in six, forty for one in a hundred. */
export function drawFactor(random: Random): number {
  return Math.exp(3.2 * drawAround(random));
}

/** A length between two, short ones more often: even on a scale of logarithms. */
export function drawLength(random: Random, low: number, high: number): number {
  return low * (high / low) ** random.fraction();
}

/** A place in a list of `count`, the first ones far more often: the use people make of many things falls off like this. */
export function drawPlaceOf(random: Random, count: number): number {
  return Math.floor(count * random.fraction() ** 2.5);
}
