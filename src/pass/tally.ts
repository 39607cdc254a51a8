/** How far the reading has come, over all workers. */
export interface ReadingState {
  readonly bytes: number;
  readonly records: number;
  /** Records that a rule matched; findings are made of them later. */
  readonly matches: number;
}

/** Records between two notes of a worker: seldom enough to cost nothing, often enough to look alive. */
const EVERY = 1024;

/** Counts of a worker that the main process sees while the worker is at work. */
export class Tally {
  readonly #shared: BigInt64Array<SharedArrayBuffer>;
  #records = 0;
  #matches = 0;
  #place = 0;

  constructor(memory: SharedArrayBuffer) {
    this.#shared = new BigInt64Array(memory);
  }

  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(3 * BigInt64Array.BYTES_PER_ELEMENT);
  }

  /** A file, or a part of one, begins at this offset. */
  begin(offset: number): void {
    this.#place = offset;
  }

  record(offset: number, matches: number): void {
    this.#records += 1;
    this.#matches += matches;
    if (this.#records === EVERY) this.#tell(offset);
  }

  /** The file, or the part, ends at this offset. */
  end(offset: number): void {
    this.#tell(offset);
  }

  read(): ReadingState {
    const [bytes = 0n, records = 0n, matches = 0n] = this.#shared;
    return { bytes: Number(bytes), records: Number(records), matches: Number(matches) };
  }

  #tell(offset: number): void {
    const bytes = Math.max(0, offset - this.#place);
    this.#place += bytes;
    [bytes, this.#records, this.#matches].forEach((count, i) => Atomics.add(this.#shared, i, BigInt(count)));
    this.#records = 0;
    this.#matches = 0;
  }
}
