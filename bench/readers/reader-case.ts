import type { Reader } from '../../src/evidence/reader.ts';

/** One format of evidence and what is asked of its reader. */
export interface ReaderCase {
  readonly name: string;
  readonly reader: Reader;
  /** Fields that a rule would ask for, beside the time. */
  readonly wanted: readonly string[];
  /** Pieces of a log without end, no two records alike; as many are taken as the measurement needs. */
  readonly pieces: () => Iterable<string>;
}

/** A sequence of numbers that is the same at every run (xorshift). */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}
