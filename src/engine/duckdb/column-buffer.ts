import duckdb from '@duckdb/node-bindings';

/** Rows the engine takes at a time (its vector size). */
export const BATCH_ROWS = 2048;

/** Which kinds of value a column of a staging table holds in memory. */
export type BufferKind = 'text' | 'int64' | 'int32' | 'double' | 'boolean';

const WIDTH = { int64: 8, int32: 4, double: 8, boolean: 1 } as const;
const TWO_32 = 4_294_967_296;

/**
 * One column of the rows that wait for the engine. Values are laid out as the engine's vectors hold them and handed over in one call a column,
 * texts in one call a value: a call a value for everything takes twice as long.
 */
export class ColumnBuffer {
  readonly kind: BufferKind;
  readonly #texts: string[] = [];
  readonly #bytes: ArrayBuffer;
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;
  readonly #flags: Uint8Array;
  /** A set bit is a value, a clear one none, as in the engine's validity mask. */
  readonly #valid = new Uint32Array(BATCH_ROWS / 32).fill(0xffffffff);
  #nulls = false;

  constructor(kind: BufferKind) {
    this.kind = kind;
    this.#bytes = new ArrayBuffer(kind === 'text' ? 0 : BATCH_ROWS * WIDTH[kind]);
    this.#words = kind === 'int64' || kind === 'int32' ? new Int32Array(this.#bytes) : new Int32Array(0);
    this.#doubles = kind === 'double' ? new Float64Array(this.#bytes) : new Float64Array(0);
    this.#flags = kind === 'boolean' ? new Uint8Array(this.#bytes) : new Uint8Array(0);
    if (kind === 'text') this.#texts = Array.from({ length: BATCH_ROWS }, () => '');
  }

  none(row: number): void {
    const word = row >>> 5;
    this.#valid[word] = (this.#valid[word] ?? 0) & ~(1 << (row & 31));
    this.#nulls = true;
  }

  text(row: number, value: string): void {
    this.#texts[row] = value;
  }

  /** A safe integer; the column has 64 or 32 bits. */
  integer(row: number, value: number): void {
    if (this.kind === 'int32') {
      this.#words[row] = value;
      return;
    }
    this.#words[row * 2] = value | 0;
    // The low half as it wraps, the high half rounded down: two's complement for negative numbers too.
    this.#words[row * 2 + 1] = Math.floor(value / TWO_32);
  }

  double(row: number, value: number): void {
    this.#doubles[row] = value;
  }

  boolean(row: number, value: boolean): void {
    this.#flags[row] = value ? 1 : 0;
  }

  /** Hands the first `rows` values to the engine's vector and forgets them. */
  flush(vector: duckdb.Vector, rows: number): void {
    if (this.kind === 'text') this.#flushTexts(vector, rows);
    else duckdb.copy_data_to_vector(vector, 0, this.#bytes, 0, rows * WIDTH[this.kind]);
    if (!this.#nulls) return;
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, this.#valid.buffer, 0, Math.ceil(rows / 64) * 8);
    this.#valid.fill(0xffffffff);
    this.#nulls = false;
  }

  #flushTexts(vector: duckdb.Vector, rows: number): void {
    const texts = this.#texts;
    const valid = this.#valid;
    for (let row = 0; row < rows; row++) {
      if (((valid[row >>> 5] ?? 0) >>> (row & 31)) & 1) duckdb.vector_assign_string_element(vector, row, texts[row] ?? '');
      texts[row] = '';
    }
  }
}
