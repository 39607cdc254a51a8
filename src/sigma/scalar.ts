import type { Place } from './problem.ts';

/** A value as written in the YAML: its meaning and its own text (`0x10` is the number 16, written `0x10`). */
export interface WrittenScalar extends Place {
  readonly value: string | number | boolean | null;
  readonly written: string;
}
