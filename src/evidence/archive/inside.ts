import type { ArchiveProblem } from './problem.ts';

/** A file inside an archive, or a part of the archive that can't be unpacked. */
export type Inside = Member | Refused;

export interface Member {
  /** As the archive spells it. */
  readonly name: string;
  /** Bytes it has by the archive's word; null when the archive does not say. */
  readonly size: number | null;
  /** Bytes it takes in the archive; null where it is packed together with others. */
  readonly packed: number | null;
  /**
   * Its bytes; may be called once, before the next member is asked for, and need not be read to the end. Throws an `ArchiveProblem` where they
   * break, after all that could be unpacked.
   */
  content(): AsyncIterable<Uint8Array>;
}

export interface Refused {
  readonly refused: ArchiveProblem;
  /** As the archive spells it; null when it is not about one member. */
  readonly name: string | null;
  /** Bytes of the archive that are not read. */
  readonly bytes: number;
}
