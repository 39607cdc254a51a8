import { ArchiveProblem } from './problem.ts';

/** Archives within archives: more is no way in which evidence is collected. */
export const MAX_DEPTH = 5;
export const MAX_MEMBERS = 1_000_000;
/** What logs reach at their most repetitive is a tenth of this. */
const MAX_RATIO = 200;
/** Below these a ratio is not asked for: an event log that is almost empty is almost all zeros. Bytes. */
export interface FreeBytes {
  readonly member: number;
  readonly archive: number;
}

const FREE: FreeBytes = { member: 256 * 1024 * 1024, archive: 1024 * 1024 * 1024 };

/** What one archive of the evidence may unfold to, all that is nested in it together. */
export class Budget {
  readonly #most: number;
  readonly #free: FreeBytes;
  #unpacked = 0;
  #members = 0;
  /** Set when the archive has used it up: nothing more of it is unpacked. */
  spent: ArchiveProblem | null = null;

  constructor(size: number, free: FreeBytes = FREE) {
    this.#free = free;
    this.#most = Math.max(free.archive, size * MAX_RATIO);
  }

  /** Whether so many bytes can't honestly come out of so few. */
  isBomb(packed: number, unpacked: number): boolean {
    return unpacked > this.#free.member && unpacked > packed * MAX_RATIO;
  }

  /** Counts bytes that were unpacked; throws when they are too many. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > this.#most) this.#spend(bomb());
  }

  /** Counts a member; throws when there are too many. */
  member(): void {
    this.#members += 1;
    if (this.#members > MAX_MEMBERS) this.#spend(new ArchiveProblem('ARCHIVE_MEMBERS', { limit: MAX_MEMBERS }));
  }

  #spend(problem: ArchiveProblem): never {
    this.spent ??= problem;
    throw this.spent;
  }
}

export function bomb(): ArchiveProblem {
  return new ArchiveProblem('ARCHIVE_BOMB', { limit: MAX_RATIO });
}

/** Passes bytes on while they stay within reason; `packed` says how many bytes they came out of so far, null where they were not packed. */
export async function* guarded(
  content: AsyncIterable<Uint8Array>,
  packed: (() => number) | null,
  budget: Budget,
): AsyncGenerator<Uint8Array, void> {
  let unpacked = 0;
  for await (const piece of content) {
    unpacked += piece.length;
    if (packed !== null) {
      if (budget.isBomb(packed(), unpacked)) throw bomb();
      budget.unpack(piece.length);
    }
    yield piece;
  }
}
