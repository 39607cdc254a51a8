type Pieces = Iterator<Uint8Array> | AsyncIterator<Uint8Array>;

/** Bytes that come once, in order, with a look ahead. After an error of its source every further read ends in the same error. */
export class ByteStream {
  readonly #pieces: Pieces;
  /** What came and was not taken yet; small pieces only pile up while something looks ahead. */
  #waiting: Uint8Array[] = [];
  #buffered = 0;
  #position = 0;
  #ended = false;
  #failure: unknown = null;

  constructor(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
    this.#pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** Bytes taken so far. */
  get position(): number {
    return this.#position;
  }

  /** Whether `count` bytes lie ready; fewer only before the end or a failure. */
  async #gather(count: number): Promise<boolean> {
    while (this.#buffered < count) {
      if (this.#failure !== null || this.#ended) return false;
      try {
        const next = await this.#pieces.next();
        if (next.done) this.#ended = true;
        else if (next.value.length) {
          this.#waiting.push(next.value);
          this.#buffered += next.value.length;
        }
      } catch (cause) {
        this.#failure = cause;
      }
    }
    return true;
  }

  /** The next bytes without taking them: `count` of them, or what there is before the end or a failure. */
  async peek(count: number): Promise<Uint8Array> {
    await this.#gather(count);
    const first = this.#waiting[0];
    if (first === undefined) return new Uint8Array(0);
    if (first.length < count && this.#waiting.length > 1) this.#waiting = [Buffer.concat(this.#waiting)];
    return (this.#waiting[0] ?? first).subarray(0, count);
  }

  /** The next `count` bytes, or what there is before the end. Throws the source's error once nothing lies before it. */
  async take(count: number): Promise<Uint8Array> {
    const bytes = await this.peek(count);
    if (bytes.length === 0 && count > 0) this.#throwFailure();
    this.#consume(bytes.length);
    return bytes;
  }

  /** The next piece of at most `most` bytes, in whatever size it comes; null at the end. */
  async piece(most: number): Promise<Uint8Array | null> {
    if (this.#waiting.length === 0) await this.#gather(1);
    const first = this.#waiting[0];
    if (first === undefined) {
      this.#throwFailure();
      return null;
    }
    const piece = first.subarray(0, most);
    this.#consume(piece.length);
    return piece;
  }

  /** Passes over bytes and returns how many there were. */
  async skip(count: number): Promise<number> {
    let left = count;
    while (left > 0) {
      const piece = await this.piece(left);
      if (piece === null) break;
      left -= piece.length;
    }
    return count - left;
  }

  /** Puts back the end of what was taken last. */
  putBack(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#waiting.unshift(bytes);
    this.#buffered += bytes.length;
    this.#position -= bytes.length;
  }

  /** All that is left, in pieces. */
  async *rest(): AsyncGenerator<Uint8Array, void> {
    for (let piece = await this.piece(Infinity); piece !== null; piece = await this.piece(Infinity)) yield piece;
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  #consume(count: number): void {
    this.#position += count;
    this.#buffered -= count;
    let left = count;
    while (left > 0) {
      const first = this.#waiting[0];
      if (first === undefined) return;
      if (first.length <= left) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(left);
      left -= Math.min(left, first.length);
    }
  }
}
