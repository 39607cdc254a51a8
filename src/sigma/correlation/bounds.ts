import type { Bound } from './correlation.ts';

const HOLDS: Readonly<Record<Bound['operator'], (value: number, number: number) => boolean>> = {
  gt: (value, number) => value > number,
  gte: (value, number) => value >= number,
  lt: (value, number) => value < number,
  lte: (value, number) => value <= number,
  eq: (value, number) => value === number,
  neq: (value, number) => value !== number,
};

/** Whether a value is within all bounds. */
export function withinBounds(value: number, bounds: readonly Bound[]): boolean {
  for (const { operator, number } of bounds) if (!HOLDS[operator](value, number)) return false;
  return true;
}

/** Whether a count of at least one, and at most `most`, can be within all bounds: what no window can have is a mistake. */
export function countCanHold(bounds: readonly Bound[], most: number): boolean {
  const near = bounds.flatMap(({ number }) => [Math.floor(number) - 1, Math.floor(number), Math.floor(number) + 1, Math.floor(number) + 2]);
  return [1, ...near].some((count) => count >= 1 && count <= most && withinBounds(count, bounds));
}

/** Whether any number at all can be within all bounds. */
export function valueCanHold(bounds: readonly Bound[]): boolean {
  const numbers = bounds.map(({ number }) => number).sort((a, b) => a - b);
  const [least = 0] = numbers;
  const between = numbers.map((number, i) => (number + (numbers[i + 1] ?? number + 2)) / 2);
  return [least - 1, ...numbers, ...between].some((value) => withinBounds(value, bounds));
}
