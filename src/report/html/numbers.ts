import type { Count } from '../documents/types.ts';

/** Thin no-break space between groups of three digits. */
const THIN = '\u202f';
const MINUS = '\u2212';
/** No-break space between a number and its unit. */
const NBSP = '\u00a0';

/** A count as an exact integer; counts above 2^53 come as strings. What is not known counts for nothing in a sum. */
export function exact(count: Count | null): bigint {
  if (count === null) return 0n;
  if (typeof count === 'number') return BigInt(Math.trunc(Number.isFinite(count) ? count : 0));
  return /^-?\d{1,40}$/.test(count) ? BigInt(count) : 0n;
}

/** A count for drawing and comparing, where the last digits do not matter. */
export function size(count: Count | null): number {
  return Number(exact(count));
}

/** The sum of counts, exact. */
export function sum(counts: readonly (Count | null)[]): bigint {
  return counts.reduce<bigint>((total, count) => total + exact(count), 0n);
}

/** `1 284`: thousands parted by thin spaces; `not known` for null. */
export function integer(count: Count | bigint | null): string {
  if (count === null) return 'not known';
  const value = typeof count === 'bigint' ? count : exact(count);
  const digits = (value < 0n ? -value : value).toString().replace(/\B(?=(\d{3})+$)/g, THIN);
  return value < 0n ? MINUS + digits : digits;
}

/** `1 284`, or `none`. */
export function integerOrNone(count: Count | bigint | null): string {
  if (count === null) return integer(count);
  const value = typeof count === 'bigint' ? count : exact(count);
  return value === 0n ? 'none' : integer(value);
}

/** A confidence or score: two decimals. */
export function confidence(value: number): string {
  return Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0)).toFixed(2);
}

/** A magnitude with two decimals under 10, one under 100, none above. */
export function magnitude(value: number): string {
  if (value < 9.995) return value.toFixed(2);
  if (value < 99.95) return value.toFixed(1);
  return integer(Math.round(value));
}

export interface ByteUnit {
  readonly name: string;
  readonly bytes: number;
}

const UNITS: readonly ByteUnit[] = [
  { name: 'TB', bytes: 1e12 },
  { name: 'GB', bytes: 1e9 },
  { name: 'MB', bytes: 1e6 },
  { name: 'kB', bytes: 1e3 },
];

/** The unit in which a figure, or the largest figure of a chart, is printed: MB from 0.1 MB up. */
export function unitFor(count: Count): ByteUnit {
  const value = size(count);
  return UNITS.find((unit) => value >= (unit.name === 'MB' ? 1e5 : unit.bytes)) ?? { name: 'bytes', bytes: 1 };
}

/** A byte count's figure in a given unit, without the unit's name. */
export function figureIn(count: Count, unit: ByteUnit): string {
  return unit.bytes === 1 ? integer(count) : magnitude(size(count) / unit.bytes);
}

/** `38.2 GB`, `0.80 MB`, `812 bytes`. */
export function bytes(count: Count): string {
  const unit = unitFor(count);
  return `${figureIn(count, unit)}${NBSP}${unit.name}`;
}
