import duckdb from '@duckdb/node-bindings';

/** Rows the engine takes at a time (its vector size). */
export const BATCH_ROWS = 2048;

/** Which kinds of value a column of a staging table holds in memory. */
export type BufferKind = 'text' | 'int64' | 'int32' | 'double' | 'boolean';

const WIDTH = { text: 16, int64: 8, int32: 4, double: 8, boolean: 1 } as const;
const TWO_32 = 4_294_967_296;

/** A text in a vector (`duckdb_string_t`) is four words: its length, then itself up to 12 bytes, or its beginning and a pointer. */
const STRING_WORDS = 4;
const INLINE = 12;
/** Batches in which equal texts are not looked for after one that had few. */
const PAUSE = 15;

/**
 * One column of the rows that wait for the engine. Values are laid out as the engine's vectors hold them and handed over in one call a column:
 * a call a value takes twice as long. Of long texts one call hands over all that are equal.
 */
export class ColumnBuffer {
  readonly kind: BufferKind;
  readonly #texts: string[] = [];
  readonly #bytes: ArrayBuffer;
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;
  readonly #flags: Uint8Array;
  readonly #strings: Uint32Array;
  /** For each row of the batch the row whose text is handed over for it, itself for the first; -1 where none is needed. */
  readonly #sources = new Int32Array(BATCH_ROWS);
  readonly #known = new Map<string, number>();
  #pause = 0;
  #anyText = false;
  /** A set bit is a value, a clear one none, as in the engine's validity mask. */
  readonly #valid = new Uint32Array(BATCH_ROWS / 32).fill(0xffffffff);
  #nulls = false;

  constructor(kind: BufferKind) {
    this.kind = kind;
    this.#bytes = new ArrayBuffer(BATCH_ROWS * WIDTH[kind]);
    this.#words = kind === 'int64' || kind === 'int32' ? new Int32Array(this.#bytes) : new Int32Array(0);
    this.#doubles = kind === 'double' ? new Float64Array(this.#bytes) : new Float64Array(0);
    this.#flags = kind === 'boolean' ? new Uint8Array(this.#bytes) : new Uint8Array(0);
    this.#strings = kind === 'text' ? new Uint32Array(this.#bytes) : new Uint32Array(0);
    if (kind === 'text') this.#texts = Array.from({ length: BATCH_ROWS }, () => '');
  }

  none(row: number): void {
    const word = row >>> 5;
    this.#valid[word] = (this.#valid[word] ?? 0) & ~(1 << (row & 31));
    this.#nulls = true;
  }

  text(row: number, value: string): void {
    this.#texts[row] = value;
    this.#anyText = true;
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
    // Many columns hold nothing for a whole batch: what a vector holds where nothing is valid does not matter.
    if (this.kind === 'text') {
      if (this.#anyText) this.#flushTexts(vector, rows);
    } else duckdb.copy_data_to_vector(vector, 0, this.#bytes, 0, rows * WIDTH[this.kind]);
    if (!this.#nulls) return;
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, this.#valid.buffer, 0, Math.ceil(rows / 64) * 8);
    this.#valid.fill(0xffffffff);
    this.#nulls = false;
  }

  #flushTexts(vector: duckdb.Vector, rows: number): void {
    const strings = this.#strings;
    const sources = this.#sources;
    const looks = this.#pause === 0;
    let long = 0;
    for (let row = 0; row < rows; row++) {
      const text = this.#texts[row] ?? '';
      this.#texts[row] = '';
      // A text that is none is written as an empty one: what stood there before may point to memory that is gone.
      const isValue = ((this.#valid[row >>> 5] ?? 0) >>> (row & 31)) & 1;
      const isInline = inlined(strings, row * STRING_WORDS, isValue ? text : '');
      const source = isInline ? -1 : ((looks ? this.#known.get(text) : undefined) ?? row);
      sources[row] = source;
      if (source < 0) continue;
      long += 1;
      if (source !== row) continue;
      duckdb.vector_assign_string_element(vector, row, text);
      if (looks) this.#known.set(text, row);
    }
    if (long > 0) {
      // The vector holds where the long texts are; equal ones share it.
      const view = duckdb.vector_get_data(vector, rows * WIDTH.text);
      const assigned = new Uint32Array(view.buffer, view.byteOffset, rows * STRING_WORDS);
      for (let row = 0; row < rows; row++) {
        const source = sources[row] ?? -1;
        if (source >= 0)
          for (let word = 0; word < STRING_WORDS; word++) strings[row * STRING_WORDS + word] = assigned[source * STRING_WORDS + word] ?? 0;
      }
    }
    duckdb.copy_data_to_vector(vector, 0, this.#bytes, 0, rows * WIDTH.text);
    this.#pause = looks ? (this.#known.size * 2 > long ? PAUSE : 0) : this.#pause - 1;
    this.#known.clear();
    this.#anyText = false;
  }
}

/** Writes a text of up to twelve ASCII characters as the engine holds it; false for any other. */
function inlined(strings: Uint32Array, at: number, text: string): boolean {
  const { length } = text;
  if (length > INLINE) return false;
  let [first, second, third] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return false;
    if (i < 4) first |= code << (i * 8);
    else if (i < 8) second |= code << ((i - 4) * 8);
    else third |= code << ((i - 8) * 8);
  }
  strings[at] = length;
  strings[at + 1] = first;
  strings[at + 2] = second;
  strings[at + 3] = third;
  return true;
}
